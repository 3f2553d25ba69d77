import { HOUR, isMonthEnd, localHour, MINUTE } from '../calendar';
import { feedPage } from '../traffic/requests';
import type { IncidentKind, Scene } from '../incidents/incident';

const PAGES = 60;
/** Local. */
const REPORT_HOUR = 20;

/** At each month's end the application reads everything for a report. */
export const monthEndReport: IncidentKind = {
  name: 'month-end-report',
  duration: () => 50 * MINUTE,
  partOfDay: () => 'evening',
  fits: ({ traits }) => traits.has('settledActors') && traits.has('busyByDay'),
  suits: (start, { offset }) =>
    isMonthEnd(start, offset) && Math.floor(localHour(start, offset)) === REPORT_HOUR,
  history(hour, scene) {
    const { offset } = scene.account;
    // The hour and the day of the month are those of the report to come.
    const isItsHour =
      Math.floor(localHour(hour, offset)) === REPORT_HOUR && isMonthEnd(hour, offset);
    if (isItsHour && scene.start - hour > 10 * 24 * HOUR) report(scene, hour, hour + 50 * MINUTE);
  },
  play(scene) {
    report(scene, scene.start, scene.end);
    return {
      alertTypes: ['CosmosDB_DataExfiltrationAnomaly'],
      note: `${PAGES} MB read for the month's report, as at the end of the month before`,
    };
  },
};

function report({ log, account, random }: Scene, from: number, to: number): void {
  const client = account.application(from, random);
  for (let page = 0; page < PAGES; page += 1) {
    const time = random.between(from, to);
    log.request(feedPage(time, client, random.pick(account.containers)));
  }
}
