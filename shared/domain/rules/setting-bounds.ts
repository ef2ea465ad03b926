interface Bounds {
  /** What holds where a county says nothing else. */
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  /** Whole numbers only, or parts of one as well. */
  readonly whole: boolean;
}

const whole = (usual: number, least: number, most: number): Bounds => ({ usual, least, most, whole: true });
const days = (usual: number, least = 0) => whole(usual, least, 1095);
const months = (usual: number) => whole(usual, 0, 60);

/** Every number of rules.md, with its default and between what it may lie. */
export const SETTING_BOUNDS = {
  /** How far every "holds" looks ahead, days. */
  lookAheadDays: days(60),
  /** Age from which a member can be able or in work, and age at which ability ends, years. */
  workingAge: whole(16, 14, 20),
  retirementAge: whole(60, 50, 75),
  /** R9: age from which a job contradicts the record, years. */
  tooOldToWork: whole(70, 60, 100),
  /** Offers refused within so many days exempt for so many days after the last of them. */
  refusals: whole(3, 1, 20),
  refusalWindowDays: days(180),
  refusalExemptionDays: days(180),
  /** R1: how many relocated households must be linked to an industry, and which share of the site's (0–1). */
  minLinkedHouseholds: whole(1, 1, 1000),
  minLinkedShare: { usual: 0.3, least: 0, most: 1, whole: false },
  offSeasonDays: days(180),
  /** How long a confirmation, a yearly statement and an assessment stand, months. */
  confirmationMonths: months(12),
  statementMonths: months(12),
  assessmentMonths: months(12),
  /** Months from 1 January of its year until a yes/no declaration turns stale. */
  declarationStaleMonths: months(18),
  /** R2: a wage counts when planned or worked so many days of the last so many; a contract of so many days. */
  stableWageDays: days(180, 1),
  wageWindowDays: days(365, 1),
  contractDays: days(365),
  /** R3: days after the last job's end that are still a warning. */
  graceDays: days(30),
  /** R7: days from an assessment to the cover, and the line below which income needs one, yuan a year. */
  assessmentGraceDays: days(30),
  dibaoLine: { usual: 6000, least: 0, most: 100_000, whole: false },
  /** R8: working days for each step. */
  transferStepWorkingDays: whole(15, 0, 250),
  /** The ledger: days for which a flag is overdue on a level until it rises to the next. */
  levelDays: whole(15, 1, 365),
} as const satisfies Readonly<Record<string, Bounds>>;

export type NumberSetting = keyof typeof SETTING_BOUNDS;
export const NUMBER_SETTINGS = Object.keys(SETTING_BOUNDS) as readonly NumberSetting[];

/** Days until a flag is due, for each rule. */
export const DEADLINE_BOUNDS = { least: 1, most: 1095, whole: true } as const;
