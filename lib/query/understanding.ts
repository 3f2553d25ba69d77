/** Understandings that are worked out only when somebody asks, as most texts show no sign. */

import type { Analyser, Understanding } from './verdict';

/** What a language knows to say of its texts. */
export interface Language<Source, Script> {
  readonly analyse: Analyser;
  readonly sourceOf: (text: string) => Source;
  /** @param cut the platform cut the text: what is open at its end is allowed */
  readonly isValid: (script: Script, cut: boolean) => boolean;
  readonly summaryOf: (script: Script) => string;
  readonly shapeOf: (source: Source) => string;
}

/** What is understood of a text that was parsed. */
export class ParsedUnderstanding<Source, Script> implements Understanding {
  constructor(
    private readonly language: Language<Source, Script>,
    private readonly source: Source,
    private readonly script: Script,
    private readonly cut: boolean,
  ) {}

  get valid(): boolean {
    return this.language.isValid(this.script, this.cut);
  }

  get summary(): string {
    return this.language.summaryOf(this.script);
  }

  get shape(): string {
    return this.language.shapeOf(this.source);
  }
}

/** What is understood of a text that one look showed to be valid and without signs. */
export class PlainUnderstanding<Source, Script> implements Understanding {
  readonly valid = true;

  constructor(
    private readonly language: Pick<Language<Source, Script>, 'analyse' | 'sourceOf' | 'shapeOf'>,
    private readonly text: string,
  ) {}

  get summary(): string {
    return this.language.analyse(this.text).understanding.summary;
  }

  get shape(): string {
    return this.language.shapeOf(this.language.sourceOf(this.text));
  }
}
