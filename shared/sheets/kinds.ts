/** The sheets that come in and go out: one kind each, in the order in which a county loads them. */
export const SHEET_KINDS = [
  'sites',
  'members',
  'income',
  'employment',
  'industries',
  'linkages',
  'coverage',
] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

/** What people call each sheet. */
export const SHEET_TITLES = {
  sites: '安置点台账',
  members: '搬迁户家庭成员',
  income: '家庭收入',
  employment: '就业台账',
  industries: '产业台账',
  linkages: '利益联结',
  coverage: '保障台账',
} as const satisfies Record<SheetKind, string>;
