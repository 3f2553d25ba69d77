// Draws what `npm start` prints until its alerts are there: npm run docs:screenshot
import { mkdirSync, writeFileSync } from 'node:fs';
import { startDemo } from './demoStack.mjs';

const FILE = 'docs/pictures/npm-start.svg';
const ALERTS = 6;
const COLUMNS = 130;
const FONT_SIZE = 13;
const CHARACTER = 7.83;
const LINE = 19;
const MARGIN = 18;
const COLOURS = { HIGH: '#ff7b72', MEDIUM: '#e3b341', LOW: '#56d4dd', INFORMATIONAL: '#8b949e' };
const SEVERITY = /^(HIGH|MEDIUM|LOW|INFORMATIONAL)(\s+)(\S+)(.*)$/;

const lines = ['$ npm start', ...(await printed())].flatMap(folded);
const width = Math.round(COLUMNS * CHARACTER + 2 * MARGIN);
const height = lines.length * LINE + 2 * MARGIN;
const rows = lines.map((line, at) => {
  const y = MARGIN + (at + 0.75) * LINE;
  return `  <text x="${MARGIN}" y="${y}" xml:space="preserve">${painted(line)}</text>`;
});
mkdirSync('docs/pictures', { recursive: true });
writeFileSync(
  FILE,
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="npm start and the alerts that it raises">
  <style>text { font: ${FONT_SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #e6edf3; }</style>
  <rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`,
);
console.log(`${FILE}: ${lines.length} lines`);

/** Lines that the local stack prints until the demo's alerts are out; it is stopped then. */
async function printed() {
  const demo = startDemo();
  const found = [];
  let alerts = 0;
  for await (const line of demo.lines) {
    found.push(line);
    if (SEVERITY.test(line)) alerts += 1;
    else if (alerts === ALERTS) break;
  }
  demo.stop();
  return found;
}

/** A line cut at words to the width of the terminal, continued below its own indent. */
function folded(line) {
  const indent = ' '.repeat(Math.min(14, line.length - line.trimStart().length));
  const out = [];
  let rest = line;
  while (rest.length > COLUMNS) {
    const space = rest.lastIndexOf(' ', COLUMNS);
    const end = space > indent.length ? space : COLUMNS;
    out.push(rest.slice(0, end));
    rest = indent + rest.slice(end).trimStart();
  }
  return [...out, rest];
}

function painted(line) {
  const alert = SEVERITY.exec(line);
  if (alert === null) return escaped(line);
  const [, severity, gap, type, rest] = alert;
  const label = `<tspan fill="${COLOURS[severity]}" font-weight="bold">${severity}</tspan>`;
  return `${label}${gap}<tspan font-weight="bold">${escaped(type)}</tspan>${escaped(rest)}`;
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
