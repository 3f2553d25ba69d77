import { parseArgs } from 'node:util';
import { generate } from './generate';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    accounts: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    volume: { type: 'string', default: '1' },
  },
});

const numbers = [values.days, values.accounts, values.volume].map(Number);
const [days = 0, accounts = 0, volume = 0] = numbers;
if (!values.out || !numbers.every((value) => value > 0)) {
  process.stderr.write(
    'Usage: node main.js --days N --accounts N --seed S --out DIR [--volume FACTOR]\n',
  );
  process.exitCode = 2;
} else {
  const { records, truths } = generate({ seed: values.seed, days, accounts, volume }, values.out);
  const attacks = truths.filter(({ kind }) => kind === 'attack').length;
  process.stderr.write(
    `${records} records, ${attacks} attacks, ${truths.length - attacks} decoys in ${values.out}\n`,
  );
}
