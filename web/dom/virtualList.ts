import { h } from './element';

/** Rows beyond both edges, so that scrolling shows no gap. */
const BEYOND = 8;

export interface VirtualListOptions<T> {
  readonly label: string;
  /** Height of every row in pixels, as the style has it. */
  readonly rowHeight: () => number;
  readonly keyOf: (item: T) => string;
  readonly row: (item: T, index: number) => HTMLElement;
  /** The end of the list came near. */
  readonly nearEnd: () => void;
}

interface Row<T> {
  readonly item: T;
  readonly index: number;
  readonly element: HTMLElement;
}

/** A list of any length of which only the rows in sight exist. Arrow keys go from row to row. */
export class VirtualList<T> {
  readonly element: HTMLElement;
  private readonly body = h('div', { class: 'rows', role: 'rowgroup' });
  private items: readonly T[] = [];
  private rows = new Map<string, Row<T>>();
  private active = 0;
  private isPlanned = false;
  private readonly resized = new ResizeObserver(() => this.plan());

  constructor(
    private readonly options: VirtualListOptions<T>,
    head: HTMLElement,
  ) {
    this.element = h(
      'div',
      { class: 'grid', role: 'grid', 'aria-label': options.label },
      head,
      this.body,
    );
    this.element.addEventListener('scroll', () => this.plan(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    this.element.addEventListener('focusin', ({ target }) => this.onFocus(target));
    this.resized.observe(this.element);
  }

  setItems(items: readonly T[]): void {
    this.items = items;
    this.active = Math.min(this.active, Math.max(0, items.length - 1));
    this.element.setAttribute('aria-rowcount', String(items.length + 1));
    this.draw();
  }

  /** Draws rows anew whose look hangs on more than the item. */
  redraw(): void {
    this.rows.clear();
    this.draw();
  }

  stop(): void {
    this.resized.disconnect();
  }

  private plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    requestAnimationFrame(() => {
      this.isPlanned = false;
      this.draw();
    });
  }

  private draw(): void {
    const { rowHeight, keyOf, nearEnd } = this.options;
    const height = rowHeight();
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / height) - BEYOND);
    const end = Math.min(
      this.items.length,
      Math.ceil((scrollTop + clientHeight) / height) + BEYOND,
    );
    this.body.style.height = `${this.items.length * height}px`;
    const drawn = new Map<string, Row<T>>();
    for (let index = first; index < end; index += 1) this.place(index, height, drawn);
    // The row that has the focus stays, or the keyboard would lose its place.
    const focused = this.focusedKey();
    const kept = focused === null ? undefined : this.rows.get(focused);
    const at = this.items.findIndex((item) => keyOf(item) === focused);
    if (kept !== undefined && focused !== null && at >= 0 && !drawn.has(focused)) {
      this.place(at, height, drawn);
    }
    this.show([...drawn.values()].sort((a, b) => a.index - b.index).map(({ element }) => element));
    this.rows = drawn;
    if (end > this.items.length - 3 * BEYOND) nearEnd();
  }

  /** In the document the rows stand in their order too: so they are read, and so Tab goes. */
  private show(elements: readonly HTMLElement[]): void {
    const focused = document.activeElement;
    const wanted = new Set<Element>(elements);
    for (const child of [...this.body.children]) if (!wanted.has(child)) child.remove();
    let next = this.body.firstElementChild;
    for (const element of elements) {
      if (element === next) next = next.nextElementSibling;
      else this.body.insertBefore(element, next);
    }
    // To move an element takes the focus from it.
    if (focused instanceof HTMLElement && this.body.contains(focused)) focused.focus();
  }

  private place(index: number, height: number, drawn: Map<string, Row<T>>): void {
    const item = this.items[index];
    if (item === undefined) return;
    const key = this.options.keyOf(item);
    const known = this.rows.get(key);
    const element = known?.item === item ? known.element : this.options.row(item, index);
    element.dataset['key'] = key;
    element.setAttribute('aria-rowindex', String(index + 2));
    element.tabIndex = index === this.active ? 0 : -1;
    element.style.transform = `translateY(${index * height}px)`;
    drawn.set(key, { item, index, element });
  }

  private focusedKey(): string | null {
    const row = document.activeElement?.closest<HTMLElement>('[data-key]');
    return row !== null && row !== undefined && this.body.contains(row)
      ? (row.dataset['key'] ?? null)
      : null;
  }

  private onFocus(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    const key = target.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const index = this.items.findIndex((item) => this.options.keyOf(item) === key);
    if (index < 0 || index === this.active) return;
    this.active = index;
    for (const { element } of this.rows.values()) {
      element.tabIndex = element.dataset['key'] === key ? 0 : -1;
    }
  }

  private onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.options.rowHeight()) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.items.length,
      End: this.items.length,
    };
    const step = steps[event.key];
    if (step === undefined || this.focusedKey() === null) return;
    event.preventDefault();
    this.goTo(Math.min(this.items.length - 1, Math.max(0, this.active + step)));
  }

  private goTo(index: number): void {
    this.active = index;
    const height = this.options.rowHeight();
    const { scrollTop, clientHeight } = this.element;
    // Below the head, which stays in sight.
    const room = clientHeight - this.body.offsetTop;
    if (index * height < scrollTop) this.element.scrollTop = index * height;
    if ((index + 1) * height > scrollTop + room) {
      this.element.scrollTop = (index + 1) * height - room;
    }
    this.draw();
    const item = this.items[index];
    if (item !== undefined) this.rows.get(this.options.keyOf(item))?.element.focus();
  }
}
