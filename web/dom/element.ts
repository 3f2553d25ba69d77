import { textParts, visibleText } from './visibleText';

/** What can stand in an element. Strings are text, never markup. */
export type Child = Node | string | number | null | false | readonly Child[];

type Listener = (event: Event) => void;
export type Attributes = Readonly<Record<string, string | number | boolean | null | Listener>>;

/** Attributes that are read by the browser, or edited by a person: they are not made visible. */
const RAW: ReadonlySet<string> = new Set(['value', 'href', 'd', 'class', 'id', 'for']);
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element. The only way by which the page puts text before a person: whatever does not show,
 * or would turn the direction of writing, is shown escaped.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...nodesOf(children));
  return element;
}

/** Makes an element of a picture. */
export function s<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name);
  setAttributes(element, attributes);
  element.append(...nodesOf(children));
  return element;
}

/** Puts other children in the place of those that are there. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...nodesOf(children));
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice('on'.length), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== false) {
      const text = String(value);
      element.setAttribute(name, RAW.has(name) ? text : visibleText(text));
    }
  }
}

function nodesOf(children: readonly Child[]): Node[] {
  return children.flatMap((child) => {
    if (child === null || child === false) return [];
    if (typeof child === 'string') return textNodes(child);
    if (typeof child === 'number') return [document.createTextNode(String(child))];
    return child instanceof Node ? [child] : nodesOf(child);
  });
}

function textNodes(text: string): Node[] {
  return textParts(text).map((part) => {
    const node = document.createTextNode(part.text);
    if (part.kind === 'plain') return node;
    const mark = document.createElement('span');
    mark.className = 'escaped';
    mark.title = 'A character that does not show';
    mark.append(node);
    return mark;
  });
}
