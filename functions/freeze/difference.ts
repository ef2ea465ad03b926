import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { FrozenFinding, FrozenSubject } from '../../shared/domain/assessments/schema.ts';

/** A finding without its rule. */
export type FindingText = Pick<FrozenFinding, 'outcome' | 'since'>;

/**
 * A difference between a frozen month and its check.
 * `finding`, `finding_other_rules`: the recomputed finding differs; the latter if the version of the rules differs.
 * `history_…`: a change is missing, edited, or does not fit the next. `not_as_known`: frozen from a state other than the
 * known one. `not_frozen`: on record at the instant and not in the month. `unreadable`: could not be checked.
 * `chunk_…`, `township_…`, `county_…`: the frozen item itself is missing or edited.
 */
export interface Difference {
  readonly what:
    | 'finding'
    | 'finding_other_rules'
    | 'history_missing'
    | 'history_edited'
    | 'history_unchained'
    | 'not_as_known'
    | 'not_frozen'
    | 'unreadable'
    | 'chunk_missing'
    | 'chunk_edited'
    | 'township_missing'
    | 'township_edited'
    | 'county_missing'
    | 'county_edited';
  /** The township, or the county for a difference of the county's month. */
  readonly area: AreaCode;
  readonly chunk?: number;
  readonly kind?: FrozenSubject['kind'];
  readonly id?: string;
  /** The version of the faulty change or of the frozen state. */
  readonly version?: number;
  readonly rule?: FrozenFinding['rule'];
  readonly member?: FrozenFinding['member'];
  /** The frozen and the recomputed finding; absent if there is none. */
  readonly frozen?: FindingText;
  readonly recomputed?: FindingText;
}

const nameOf = ({ rule, member }: FrozenFinding): string => (member ? `${rule}#${member}` : rule);

const findingTextOf = (finding: FrozenFinding | undefined): FindingText | undefined =>
  finding && { outcome: finding.outcome, ...(finding.since ? { since: finding.since } : {}) };

/** Returns the findings that differ between two lists. */
export function findingsBetween(
  frozen: readonly FrozenFinding[],
  recomputed: readonly FrozenFinding[],
): Pick<Difference, 'rule' | 'member' | 'frozen' | 'recomputed'>[] {
  const [was, is] = [frozen, recomputed].map((list) => new Map(list.map((one) => [nameOf(one), one])));
  const all = new Map([...(was ?? []), ...(is ?? [])]);
  return [...all].flatMap(([name, { rule, member }]) => {
    const [before, after] = [findingTextOf(was?.get(name)), findingTextOf(is?.get(name))];
    if (before?.outcome === after?.outcome && before?.since === after?.since) return [];
    return [
      {
        rule,
        ...(member ? { member } : {}),
        ...(before ? { frozen: before } : {}),
        ...(after ? { recomputed: after } : {}),
      },
    ];
  });
}
