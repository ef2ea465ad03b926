/** The values in a refusal's sentence: codes, dates, numbers; never a name, an ID number or a phone. */
export type RefusalValues = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * A command that was refused and changed nothing. `code` names the sentence in the text catalogue, `path` the field,
 * `values` the sentence's placeholders.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly path: string;
  readonly values: RefusalValues;

  constructor(code: string, path = '', values: RefusalValues = {}) {
    super(path ? `${code} at ${path}` : code);
    this.code = code;
    this.path = path;
    this.values = values;
  }
}

/** The value `owner` of a refusal if the record that owns something is outside the actor's areas. */
export const OWNER_OUTSIDE = 'outside_areas';
