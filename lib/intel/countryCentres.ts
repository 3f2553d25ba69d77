/** Where a country is, roughly: a circle around it. */
export interface CountryArea {
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** From the centre to the farthest part in which many people live, km. */
  readonly radius: number;
}

/**
 * ISO 3166-1 code, latitude and longitude of the centre, radius in km. Own estimates from general
 * knowledge, rounded to degrees and tens of kilometres; overseas parts with a code of their own are
 * left out of a country's circle.
 */
const ROWS = `
AD 42.5 1.5 20, AE 24 54 320, AF 34 66 700, AG 17 -62 40, AI 18 -63 20, AL 41 20 180, AM 40 45 200,
AO -12 18 850, AQ -90 0 2800, AR -35 -65 2100, AS -14 -170 20, AT 47.5 14 310, AU -27 134 2300,
AW 12.5 -70 20, AX 60 20 50, AZ 40.5 47.5 280, BA 44 18 170, BB 13 -59.5 20, BD 24 90 400,
BE 50.6 4.6 150, BF 12.5 -1.5 450, BG 42.7 25.3 280, BH 26 50.5 30, BI -3.5 30 140, BJ 9.5 2.3 370,
BL 18 -63 10, BM 32.3 -64.8 20, BN 4.5 114.7 80, BO -17 -65 800, BQ 12 -68 400, BR -11 -53 2300,
BS 24.5 -77 400, BT 27.5 90.5 170, BV -54.4 3.4 10, BW -22 24 550, BY 53.5 28 350, BZ 17 -88.5 160,
CA 55 -97 3200, CC -12 97 10, CD -3 23.5 1150, CF 6.5 20.5 750, CG -1 15.5 650, CH 46.8 8.2 180,
CI 7.5 -5.5 400, CK -21 -160 700, CL -35.5 -71.5 2200, CM 6 12.5 650, CN 36 104 2400,
CO 4 -73 950, CR 10 -84 230, CU 21.7 -79 620, CV 16 -24 160, CW 12.2 -69 40, CX -10.5 105.7 10,
CY 35 33.2 120, CZ 49.8 15.5 260, DE 51.2 10.4 450, DJ 11.7 42.6 110, DK 56 10.5 250, DM 15.4 -61.3 30,
DO 18.9 -70.5 220, DZ 32 3 1250, EC -1.5 -78.5 420, EE 58.7 25.5 190, EG 27 30 700, EH 24.5 -13.5 500,
ER 15.3 39 450, ES 40 -4 720, ET 9 39.5 800, FI 64 26 680, FJ -17.8 178 350, FK -51.7 -59 140,
FM 7 152 1400, FO 62 -7 60, FR 46.6 2.5 620, GA -0.7 11.7 380, GB 54.5 -3 600, GD 12.1 -61.7 20,
GE 42 43.5 300, GF 4 -53 250, GG 49.5 -2.6 20, GH 8 -1.2 380, GI 36.1 -5.4 10, GL 66 -45 1500,
GM 13.4 -15.5 180, GN 10.5 -11 420, GP 16.2 -61.5 40, GQ 1.7 10.3 370, GR 38.7 23.5 480, GS -54 -37 300,
GT 15.6 -90.3 260, GU 13.4 144.8 30, GW 12 -15 150, GY 5 -59 430, HK 22.3 114.2 40, HM -53.1 73.5 30, HN 14.8 -86.5 340,
HR 45 16 260, HT 19 -72.7 170, HU 47.2 19.4 280, ID -2.5 118 2600, IE 53.3 -8 250, IL 31.4 35 230,
IM 54.2 -4.5 30, IN 22 79 1600, IO -6 71.5 100, IQ 33 43.7 550, IR 32.5 54 1150, IS 65 -18.6 280,
IT 42.5 12.5 650, JE 49.2 -2.1 10, JM 18.1 -77.3 120, JO 31.3 36.5 270, JP 36.5 138 1300,
KE 0.5 37.9 560, KG 41.4 74.7 470, KH 12.6 105 280, KI 1.5 -170 2600, KM -12 43.7 130, KN 17.3 -62.7 30,
KP 40 127 380, KR 36.3 127.8 300, KW 29.3 47.6 110, KY 19.4 -80.9 120, KZ 48 67 1600, LA 18.5 103.8 560,
LB 33.9 35.9 110, LC 13.9 -61 30, LI 47.2 9.5 20, LK 7.7 80.7 230, LR 6.4 -9.3 280, LS -29.6 28.2 130,
LT 55.3 23.9 220, LU 49.8 6.1 50, LV 56.9 24.8 260, LY 27 17 950, MA 31.8 -7 800, MC 43.7 7.4 5,
MD 47.2 28.5 200, ME 42.8 19.2 110, MF 18.1 -63 10, MG -19.4 46.7 830, MH 8 168.5 700, MK 41.6 21.7 120,
ML 17.5 -3 950, MM 20 96.5 1000, MN 46.8 103 1250, MO 22.2 113.5 10, MP 16.5 145.7 350, MQ 14.6 -61 40,
MR 20.3 -10.5 800, MS 16.7 -62.2 10, MT 35.9 14.4 30, MU -20.3 57.6 50, MV 3.5 73.2 470, MW -13.4 34.3 450,
MX 23.5 -102.5 1700, MY 4 109 1050, MZ -17.5 35.5 1050, NA -22 17 800, NC -21.2 165.5 250, NE 17 9 950,
NF -29 168 10, NG 9.2 8.2 750, NI 12.9 -85 270, NL 52.2 5.4 200, NO 64.5 13 1000, NP 28.3 84 460,
NR -0.5 166.9 10, NU -19 -169.9 20, NZ -41.5 173 850, OM 20.8 56 550, PA 8.5 -80 360, PE -9.3 -75 1100,
PF -16 -146 1400, PG -6.5 145 1050, PH 12 122.5 950, PK 30 69.5 950, PL 52 19.3 380, PM 46.9 -56.3 30,
PN -24.4 -128.3 300, PR 18.2 -66.4 100, PS 31.9 35.2 90, PT 39.6 -8 320, PW 7 134 350, PY -23.3 -58.3 550,
QA 25.3 51.2 90, RE -21.1 55.5 40, RO 45.9 25 370, RS 44.2 20.8 260, RU 58 75 4200, RW -2 29.9 130,
SA 24 45 1200, SB -9 160 750, SC -5 55 600, SD 15.5 30 1000, SE 62 16.5 800, SG 1.35 103.8 30,
SH -16 -5.7 50, SI 46.1 14.8 140, SJ 78.5 18 350, SK 48.7 19.5 220, SL 8.6 -11.8 180, SM 43.9 12.5 10,
SN 14.4 -14.5 380, SO 5.5 46 1000, SR 4.1 -56 280, SS 7.5 30.3 700, ST 0.3 6.7 100, SV 13.7 -88.9 140,
SX 18 -63.1 10, SY 35 38.5 430, SZ -26.5 31.5 100, TC 21.8 -71.8 80, TD 15.4 18.7 950, TF -49 69.5 200,
TG 8.6 1 300, TH 14 101 950, TJ 38.6 71 420, TK -9 -171.8 100, TL -8.8 125.8 170, TM 39.1 59.4 650,
TN 34.2 9.6 430, TO -20.4 -174.8 320, TR 39 35.3 820, TT 10.6 -61.2 100, TV -8 178.5 350, TW 23.7 121 220,
TZ -6.3 34.8 700, UA 49 31.4 720, UG 1.3 32.4 370, UM 15 -170 3500, US 40 -98 2700, UY -32.8 -56 350,
UZ 41.5 63.8 850, VA 41.9 12.45 1, VC 13.1 -61.2 60, VE 7 -66 850, VG 18.5 -64.5 50, VI 18 -64.8 50,
VN 16 107 900, VU -16.3 167.5 450, WF -13.8 -177.2 150, WS -13.7 -172.2 90, XK 42.6 20.9 100,
YE 15.8 47.5 600, YT -12.8 45.2 30, ZA -29 24.5 950, ZM -13.5 28 750, ZW -19 29.8 450
`;

let areas: ReadonlyMap<string, CountryArea> | null = null;

/** Null for a code that is none. @param country ISO 3166-1 alpha-2 */
export function countryArea(country: string): CountryArea | null {
  areas ??= new Map(ROWS.split(',').map(readRow));
  return areas.get(country) ?? null;
}

function readRow(row: string): readonly [string, CountryArea] {
  const [code = '', latitude, longitude, radius] = row.trim().split(' ');
  return [
    code,
    { latitude: Number(latitude), longitude: Number(longitude), radius: Number(radius) },
  ];
}
