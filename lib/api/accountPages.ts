/** Lists that go from account to account. */

/**
 * The accounts of a page.
 * @param wanted resource id or name of the one that is asked for
 * @param after the last account of the page before
 */
export function accountsAsked<Id extends string>(
  {
    accountId: wanted,
    cursor: after = '',
  }: { accountId?: string | undefined; cursor?: string | undefined },
  accounts: readonly Id[],
): readonly Id[] {
  const name = wanted?.toLowerCase();
  return accounts.filter((id) => {
    return (name === undefined || id === name || id.endsWith(`/${name}`)) && id > after;
  });
}

/** The address of the next page, which begins behind an account. */
export function pageAfter(url: URL, account: string): string {
  const next = new URL(url);
  next.searchParams.delete('code');
  next.searchParams.set('cursor', Buffer.from(account, 'utf8').toString('base64url'));
  return next.href;
}
