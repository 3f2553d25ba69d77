import { setting, wholeNumber } from './setting';

/** From which numbers on detectors report. */
export const THRESHOLD_SETTINGS = {
  credentialGuessingRefusals: setting<number>({
    name: 'WARDEN_CREDENTIAL_GUESSING_REFUSALS',
    description: 'Refused requests of one address in an hour that are reported, 5 to 900',
    example: '30',
    schema: wholeNumber(5, 900),
    fallback: 30,
  }),
  massDeletionDocuments: setting<number>({
    name: 'WARDEN_MASS_DELETION_DOCUMENTS',
    description: 'Documents deleted from one address in an hour that are reported, 10 to 1,000,000',
    example: '500',
    schema: wholeNumber(10, 1_000_000),
    fallback: 500,
  }),
  extractionFloorBytes: setting<number>({
    name: 'WARDEN_EXTRACTION_FLOOR_BYTES',
    description:
      'Bytes read by one client in an hour below which no volume is unusual, 100,000 to 100,000,000,000',
    example: '2000000',
    schema: wholeNumber(100_000, 100_000_000_000),
    fallback: 2_000_000,
  }),
  newcomerDays: setting<number>({
    name: 'WARDEN_NEWCOMER_DAYS',
    description:
      'A new country, application or identity is reported on accounts where such a thing appears at most once in so many days, 3 to 40',
    example: '7',
    schema: wholeNumber(3, 40),
    fallback: 7,
  }),
};
