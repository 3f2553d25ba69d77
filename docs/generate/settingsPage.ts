interface SettingDescription {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

/** The settings of the function app, from their definitions in `lib/settings.ts`. */
export function settingsPage(settings: readonly SettingDescription[]): string {
  return `# Settings

Made from \`lib/settings.ts\` by \`npm run docs\`; do not edit by hand.

These are app settings of the function app, or \`Values\` in \`local.settings.json\`, for which
\`local.settings.example.json\` has them all. One without a value keeps its default. A wrong one never
stops the app: its default is used, and \`GET /api/health\` names the setting, what is wrong with it
and an example. [The templates](deployment.md) set what a deployment needs.

${settings.map(section).join('\n')}
## Settings of the platform

- \`EventHubConnection__fullyQualifiedNamespace\`: the namespace of the hubs, read with the managed
  identity (with \`EventHubConnection__credential\` = \`managedidentity\` and
  \`EventHubConnection__clientId\` for a user-assigned one). A connection string in
  \`EventHubConnection\` works too. A hub of a further namespace stands in \`WARDEN_EVENT_HUBS\` as
  \`CONNECTION/HUB\`, and \`CONNECTION__fullyQualifiedNamespace\` and the others name that namespace.
- \`WARDEN_COSMOS__accountEndpoint\`: the endpoint of the alerts' database once more, for the trigger
  that sends new alerts within seconds (with \`WARDEN_COSMOS__credential\` = \`managedidentity\` and
  \`WARDEN_COSMOS__clientId\` for a user-assigned identity).
- \`AzureWebJobsStorage\`, or without a key \`AzureWebJobsStorage__blobServiceUri\` (with
  \`AzureWebJobsStorage__credential\` and \`AzureWebJobsStorage__clientId\`): where Azure keeps
  checkpoints and timers.
`;
}

function section({ name, description, example }: SettingDescription): string {
  return `## ${name}

${description}.

Example: \`${example}\`
`;
}
