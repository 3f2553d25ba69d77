import type { Route } from './route';

/** A page that is shown. */
export interface View {
  readonly title: string;
  readonly element: HTMLElement;
  /** Another route of the same page: true where the view has taken it in, and stays. */
  readonly take?: (route: Route) => boolean;
  readonly stop?: () => void;
}

export type ShowView = (route: Route) => View;
