import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { FrozenFinding, FrozenSubject } from '../../shared/domain/assessments/schema.ts';

/** What a rule said of a subject. */
export type FindingText = Pick<FrozenFinding, 'outcome' | 'since'>;

/**
 * What is otherwise than it was frozen.
 * `finding`, `finding_other_rules`: recomputed from what was known it comes out otherwise; the latter where today's
 * rules are of another version. `history_…`: a change up to then is gone, was edited, or no longer fits the next.
 * `not_as_known`: frozen from another state than was known at the instant. `not_frozen`: on record then, and not there.
 * `unreadable`: could not be looked at. `chunk_…`, `township_…`, `county_…`: what is frozen itself is gone or edited.
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
  /** The township; of a county's month the county. */
  readonly area: AreaCode;
  readonly chunk?: number;
  readonly kind?: FrozenSubject['kind'];
  readonly id?: string;
  /** Of the change that is not as it was; of the state that was frozen. */
  readonly version?: number;
  readonly rule?: FrozenFinding['rule'];
  readonly member?: FrozenFinding['member'];
  /** What was frozen, and what is found of the same facts now; missing where there is none. */
  readonly frozen?: FindingText;
  readonly recomputed?: FindingText;
}

const nameOf = ({ rule, member }: FrozenFinding): string => (member ? `${rule}#${member}` : rule);

const findingTextOf = (finding: FrozenFinding | undefined): FindingText | undefined =>
  finding && { outcome: finding.outcome, ...(finding.since ? { since: finding.since } : {}) };

/** The findings of which two lists do not say the same. */
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
