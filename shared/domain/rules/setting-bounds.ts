interface Bounds {
  /** The default. */
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly isInteger: boolean;
}

const integer = (usual: number, least: number, most: number): Bounds => ({
  usual,
  least,
  most,
  isInteger: true,
});
const days = (usual: number, least = 0) => integer(usual, least, 1095);
const months = (usual: number) => integer(usual, 0, 60);

/** Every numeric setting of rules.md, with its default and bounds. */
export const SETTING_BOUNDS = {
  /** How far rules look ahead, days. */
  lookAheadDays: days(60),
  /** Age from which a member can be able or in work, and age at which ability ends, years. */
  workingAge: integer(16, 14, 20),
  retirementAge: integer(60, 50, 75),
  /** R9: age from which a job is a conflict, years. */
  tooOldToWork: integer(70, 60, 100),
  /** So many offers refused within the window exempt from the last of them on, days. */
  refusals: integer(3, 1, 20),
  refusalWindowDays: days(180),
  refusalExemptionDays: days(180),
  /** R1: the least number of households linked to an industry, and their least share of the site's (0–1). */
  minLinkedHouseholds: integer(1, 1, 1000),
  minLinkedShare: { usual: 0.3, least: 0, most: 1, isInteger: false },
  offSeasonDays: days(180),
  /** How long a confirmation, a yearly statement and an assessment are valid, months. */
  confirmationMonths: months(12),
  statementMonths: months(12),
  assessmentMonths: months(12),
  /** Months from 1 January of its year until a yes/no declaration turns stale. */
  declarationStaleMonths: months(18),
  /** R2: the least days of a stable wage and the window in which they are worked; the least days of a contract. */
  stableWageDays: days(180, 1),
  wageWindowDays: days(365, 1),
  contractDays: days(365),
  /** R3: days after the end of the last job with a warning only. */
  graceDays: days(30),
  /** R7: days from an assessment to the cover, and the income below which one is needed, yuan a year. */
  assessmentGraceDays: days(30),
  dibaoLine: { usual: 6000, least: 0, most: 100_000, isInteger: false },
  /** R8: working days for each step. */
  transferStepWorkingDays: integer(15, 0, 250),
  /** Days for which a flag is overdue on a level before it rises to the next. */
  levelDays: integer(15, 1, 365),
} as const satisfies Readonly<Record<string, Bounds>>;

export type NumberSetting = keyof typeof SETTING_BOUNDS;
export const NUMBER_SETTINGS = Object.keys(SETTING_BOUNDS) as readonly NumberSetting[];

/** Bounds of the days until a flag is due. */
export const DEADLINE_BOUNDS = { least: 1, most: 1095, isInteger: true } as const;
