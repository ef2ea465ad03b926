/** Rate limits of operations that invite guessing: at most `most` calls by one person in `seconds`. */
export const ALLOWANCES = {
  /** By ID number: a clerk who logs placements all day needs three a minute. */
  look_up: { most: 120, seconds: 600 },
  reveal: { most: 30, seconds: 600 },
} as const satisfies Record<string, { most: number; seconds: number }>;

export type Allowance = keyof typeof ALLOWANCES;
