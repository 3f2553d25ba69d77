/** Ends of the host names that Azure has in its clouds. */
export const AZURE_HOSTS =
  /\b(?:azure\.(?:com|net|us|cn)|windows\.net|azurewebsites\.(?:net|us)|microsoftonline\.(?:com|us)|(?:usgov|china)cloudapi\.(?:net|cn)|loganalytics\.(?:io|us|azure\.cn)|applicationinsights\.(?:io|us))\b/i;
