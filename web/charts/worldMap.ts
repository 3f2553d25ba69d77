import { geoContains, geoNaturalEarth1, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';
import { countryArea } from '../../lib/intel/countryCentres';
import { s } from '../dom/element';

const WIDTH = 640;
/** Without Antarctica, which would be a quarter of the picture. */
const HEIGHT = 300;
const DOT = 5;

type WorldAtlas = Topology<{ countries: GeometryCollection }>;
const topology = world as unknown as WorldAtlas; // the file's own type lacks the format's pairs

export interface Places {
  /** ISO 3166 codes of countries that are usual here. */
  readonly usual: readonly string[];
  /** Those of the alert. */
  readonly here: readonly string[];
  /** From where to where somebody was in no time. */
  readonly journey: readonly [from: string, to: string] | null;
  readonly description: string;
}

/** Countries on a map: what is usual, what the alert is about, and the way between two. */
export function worldMap({ usual, here, journey, description }: Places): SVGSVGElement {
  const projection = geoNaturalEarth1().fitWidth(WIDTH, { type: 'Sphere' });
  const path = geoPath(projection);
  const shapeOf = (thing: GeoPermissibleObjects): string => path(thing) ?? '';
  const { features } = feature(topology, topology.objects.countries);
  const kinds = new Map<unknown, string>();
  for (const [codes, kind] of [
    [here, 'here'],
    [usual, 'usual'],
  ] as const) {
    for (const code of codes) {
      const centre = centreOf(code);
      const country = features.find((one) => centre !== null && geoContains(one, centre));
      if (country !== undefined) kinds.set(country, kind);
    }
  }
  const ends = journey?.map(centreOf).filter((centre) => centre !== null) ?? [];
  const dots = here.flatMap((code) => {
    const point = projection(centreOf(code) ?? [NaN, NaN]);
    return point === null || Number.isNaN(point[0]) ? [] : [{ code, x: point[0], y: point[1] }];
  });
  return s(
    'svg',
    { class: 'map', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': description },
    features.map((one) => s('path', { d: shapeOf(one), class: kinds.get(one) ?? 'other' })),
    ends.length === 2 &&
      s('path', { class: 'journey', d: shapeOf({ type: 'LineString', coordinates: ends }) }),
    dots.map(({ code, x, y }) => [
      s('circle', { class: usual.includes(code) ? 'usual' : 'here', cx: x, cy: y, r: DOT }),
      s('text', { x: x + DOT + 3, y: y + 4 }, code),
    ]),
  );
}

function centreOf(code: string): [number, number] | null {
  const area = countryArea(code.toUpperCase());
  return area === null ? null : [area.longitude, area.latitude];
}
