import { DETECTORS } from '../../lib/detectors';
import { SETTING_DESCRIPTIONS } from '../../lib/settings';
import { detectorsPage } from './detectorsPage';
import { withExamples } from './examples';
import { localSettings } from './localSettings';
import { metricsPage } from './metricsPage';
import { SAMPLE_INTEL, sampleTelemetry } from './sample';
import { settingsPage } from './settingsPage';

/** A file that is made from the code; `render` is given what it holds now. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly render: (current: string) => string | Promise<string>;
}

/** In the order in which they are made: the examples read the sample. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'docs/detectors.md', render: () => detectorsPage(DETECTORS) },
  { path: 'docs/settings.md', render: () => settingsPage(SETTING_DESCRIPTIONS) },
  { path: 'docs/operations/metrics.md', render: metricsPage },
  { path: 'local.settings.example.json', render: () => localSettings(SETTING_DESCRIPTIONS) },
  { path: 'docs/samples/shop-morning.ndjson', render: sampleTelemetry },
  { path: 'docs/samples/intel.txt', render: () => SAMPLE_INTEL },
  { path: 'README.md', render: withExamples },
];
