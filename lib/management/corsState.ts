/** The origins of a rule: quoted, in a list, or bare up to the next name. */
const ORIGINS =
  /allowedorigins["']?\s*[:=]\s*("[^"]*"|'[^']*'|\[[^\]]*\]|[^;}\]]*?(?=,\s*\w+\s*[:=](?!\/\/)|[;}\]]|$))/gi;
const ANY = /["'\s,:[]\*["'\s,\]}]|^\*$/;

/** Whether CORS lets in every origin. Every header or method of listed origins is usual. */
export function corsState(logged: string): 'any' | 'listed' {
  const rules = [...logged.matchAll(ORIGINS)].map(([, origins = '']) => origins);
  const origins = rules.length > 0 ? rules : [logged];
  return origins.some((text) => ANY.test(` ${text} `)) ? 'any' : 'listed';
}
