import { defenderShape } from '../../alerts/defenderShape';
import type { Message } from '../message';

/** The shape in which Defender for Cloud exports an alert continuously: that of its API. */
export function defenderExport({ alert, link }: Message) {
  return defenderShape(alert, link ?? '');
}
