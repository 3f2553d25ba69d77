import type { Knowledge } from './knowledge';

/** Which identities are known to use which software, and in which country. */
export class ApplicationUsers {
  private readonly users = new Map<string, Set<string>>();

  constructor(private readonly facets: Knowledge['facets']) {
    for (const { value } of facets.principalApplication.things.values()) {
      const end = value.lastIndexOf(' ');
      const application = value.slice(end + 1);
      const users = this.users.get(application) ?? new Set<string>();
      this.users.set(application, users.add(value.slice(0, end)));
    }
  }

  /** How many use an application and were seen in a country. */
  in(country: string, application: string): number {
    const { things } = this.facets.principalCountry;
    let count = 0;
    for (const user of this.users.get(application) ?? []) {
      if (things.get(`${user} ${country}`) !== undefined) count += 1;
    }
    return count;
  }
}
