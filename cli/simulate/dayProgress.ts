import { DAY } from '../../lib/simulation/calendar';
import type { SimulationRequest } from '../../lib/simulation/simulation';
import type { ProgressOutput } from '../progress';

const CLEAR_LINE = '\r\u001b[K';

/** Says which day is being written; draws nothing where the output is no terminal. */
export class DayProgress {
  private day = 0;

  constructor(
    private readonly output: ProgressOutput,
    private readonly request: SimulationRequest,
  ) {}

  /** @param hour epoch ms of the hour that was written */
  at(hour: number, records: number): void {
    const day = Math.min(this.request.days, Math.floor((hour - this.request.begin) / DAY) + 1);
    if (this.output.isTTY !== true || day === this.day) return;
    this.day = day;
    this.output.write(`${CLEAR_LINE}day ${day} of ${this.request.days}, ${records} records`);
  }

  finish(): void {
    if (this.output.isTTY === true && this.day > 0) this.output.write(CLEAR_LINE);
  }
}
