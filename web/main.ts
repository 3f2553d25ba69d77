import { accountListView } from './account/accountListView';
import { accountView } from './account/accountView';
import { alertView } from './alert/alertView';
import { alertListView } from './alerts/alertListView';
import { takeKeyFromAddress } from './api/accessKey';
import { startShell } from './app/shell';
import type { ShowView } from './app/view';
import { overview } from './overview/overview';
import { suppressionsView } from './suppressions/suppressionsView';

/** By the first part of the address; all else is the overview. */
const VIEWS: ReadonlyMap<string | undefined, ShowView> = new Map<string, ShowView>([
  [
    'alerts',
    (route) => (route.path[1] === undefined ? alertListView(route) : alertView(route.path[1])),
  ],
  ['accounts', ({ path: [, id] }) => (id === undefined ? accountListView() : accountView(id))],
  ['suppressions', suppressionsView],
]);

takeKeyFromAddress();
startShell((route) => (VIEWS.get(route.path[0]) ?? overview)(route));
