/** Knows the end of a value of one kind, and more of it, without a look at each byte. */
export interface QuickScan {
  /** Index after the value that begins at `from`; -1 where it has to be read the plain way. */
  endOf(view: DataView, from: number, end: number): number;
}
