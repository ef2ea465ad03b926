import type { Remark } from './cell.ts';
import type { SheetRow } from './columns/index.ts';
import type { SheetKind } from './kinds.ts';

/** A problem of a row or of one of its cells, or an assumption made in reading it. */
export interface Problem extends Remark {
  /** The row's number as the spreadsheet shows it. */
  readonly row: number;
  /** The heading in the file. */
  readonly column?: string;
  /** The cell, like `F12`. */
  readonly cell?: string;
  /** The cell's text, shortened for a sentence. */
  readonly value?: string;
}

/** A row that could be read. */
export interface Row<K extends SheetKind> {
  readonly row: number;
  readonly values: SheetRow<K>;
  /** The cells' texts by the file's own headings, for the sheet of refused rows. */
  readonly cells: Readonly<Record<string, string>>;
  readonly notes: readonly Problem[];
}

/** A row that could not be read, with all of its problems. */
export interface RefusedRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** A sheet that was read: every row that is neither empty nor a total is in `rows` or in `refused`. */
export interface ReadSheet<K extends SheetKind> {
  readonly kind: K;
  readonly rows: readonly Row<K>[];
  readonly refused: readonly RefusedRow[];
  readonly header: { readonly row: number; readonly headings: readonly string[] };
  /** The fields that the sheet has a column for. */
  readonly fields: ReadonlySet<string>;
  /** Headings of no known column: reported, not refused. */
  readonly unknownColumns: readonly string[];
  /** Assumptions made in the rows that could be read. */
  readonly notes: readonly Problem[];
  /** Rows read and refused together. */
  readonly total: number;
  /** Total rows (合计, 小计), which are skipped. */
  readonly totalRows: number;
}

/** A file that cannot be read at all; `code` names the sentence in the text catalogue. */
export class SheetUnreadable extends Error {
  override readonly name = 'SheetUnreadable';
  readonly code: string;
  readonly values: NonNullable<Remark['values']>;

  constructor(code: string, values: NonNullable<Remark['values']> = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}
