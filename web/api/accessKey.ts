const NAME = 'cosmos-warden-key';

/** The function key of this tab, or null where none is needed or known. */
export function accessKey(): string | null {
  return sessionStorage.getItem(NAME);
}

export function keepAccessKey(key: string): void {
  sessionStorage.setItem(NAME, key);
}

/** Takes the key out of the address, where a shoulder or a bookmark would find it. */
export function takeKeyFromAddress(): void {
  const address = new URL(location.href);
  const key = address.searchParams.get('code');
  if (key === null) return;
  keepAccessKey(key);
  address.searchParams.delete('code');
  history.replaceState(null, '', address);
  surviveReload();
}

/**
 * Without its key in the address the page itself is refused, so the keys for a reload read the data
 * again instead. The browser's own button cannot be kept from it.
 */
function surviveReload(): void {
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    const isReload = key === 'F5' || (key.toLowerCase() === 'r' && (ctrlKey || metaKey));
    if (!isReload || shiftKey) return;
    event.preventDefault();
    dispatchEvent(new HashChangeEvent('hashchange'));
  });
}
