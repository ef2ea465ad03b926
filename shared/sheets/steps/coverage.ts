import { FactId } from '../../domain/records/ids.ts';
import { SCHEMES } from '../../domain/records/schemes.ts';
import {
  changedFields,
  endPatch,
  findKnownFact,
  findMember,
  householdOfPerson,
  isEmpty,
  type KindSteps,
} from './kind-steps.ts';

/** 保障台账: the same scheme, status and start of the same member or household is the same entry. */
export const COVERAGE_STEPS: KindSteps<'coverage'> = {
  kind: 'coverage',
  subject: 'household',
  target: ({ idNumber }, referents) => ({ id: householdOfPerson(referents, idNumber) }),
  statements: ({ idNumber, name: _, ...entry }, referents) => {
    const ofMember = SCHEMES[entry.scheme].subject === 'member';
    // Rows of 低保 and 特困 may name any member.
    const owner = ofMember ? idNumber : householdOfPerson(referents, idNumber);
    return { [`${owner} ${entry.scheme} ${entry.status} ${entry.from}`]: entry };
  },
  steps: ({ idNumber, name, scheme, status, from, monthly, ...end }, household, { newId }) => {
    const member = findMember(household, { idNumber, name });
    const memberId = SCHEMES[scheme].subject === 'member' ? member.id : undefined;
    const until = endPatch(end.until);
    const known = findKnownFact(
      household?.coverages ?? [],
      (one) =>
        one.memberId === memberId && one.scheme === scheme && one.status === status && one.from === from,
    );
    if (!known) {
      const id = FactId.parse(newId());
      const input = { id, memberId, scheme, status, from, until: until ?? undefined, monthly };
      return { steps: [{ name: 'log-coverage', input }], creates: true };
    }
    const changes = changedFields(known, { until, monthly });
    return {
      steps: isEmpty(changes) ? [] : [{ name: 'correct-coverage', input: { id: known.id, changes } }],
      creates: false,
    };
  },
  fields: { memberId: 'idNumber' },
};
