import { resolve } from 'node:path';

/**
 * Absolute path of what a person typed. npm runs scripts in the package's folder and leaves
 * the folder the person is in in `INIT_CWD`.
 */
export function resolvePath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
