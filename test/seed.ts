import { configureGlobal } from 'fast-check';

// The same cases in every run, so that a failure is a change of the code. Another seed looks further:
// FAST_CHECK_SEED=7 npx jest
configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20261122) });
