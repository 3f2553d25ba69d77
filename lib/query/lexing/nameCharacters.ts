const LETTER = /\p{L}/u;
const OTHER = 0;
const BEGINS = 1;
const CONTINUES = 2;

/** Which characters names of a language are made of: those given, and all letters beyond ASCII. */
export class NameCharacters {
  private readonly classes: Uint8Array;

  /** Both patterns are asked about one ASCII character. */
  constructor({ begin, continued }: { readonly begin: RegExp; readonly continued: RegExp }) {
    this.classes = Uint8Array.from({ length: 128 }, (_, code) => {
      const character = String.fromCharCode(code);
      if (begin.test(character)) return BEGINS;
      return continued.test(character) ? CONTINUES : OTHER;
    });
  }

  /** True where a name may begin with this ASCII character; false for all beyond ASCII. */
  beginWith(code: number): boolean {
    return code < 128 && this.classes[code] === BEGINS;
  }

  beginAt(text: string, at: number): boolean {
    const code = text.charCodeAt(at);
    return code < 128 ? this.beginWith(code) : LETTER.test(text.charAt(at));
  }

  /** Where the name that begins at `start` ends. */
  end(text: string, start: number): number {
    let at = start + 1;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code < 128 ? this.classes[code] === OTHER : !LETTER.test(text.charAt(at))) break;
      at++;
    }
    return at;
  }
}
