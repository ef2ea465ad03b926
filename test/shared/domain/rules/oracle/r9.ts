import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { Employment } from '../../../../../shared/domain/records/household-facts.ts';
import type { Member } from '../../../../../shared/domain/records/member.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { holds } from './calendar-days.ts';
import type { Covers } from './cover.ts';
import type { People } from './people.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/** Whether the number is sound and says what the record says of birth and sex. */
const agreesWithNumber = ({ idNumber, birth, sex }: Member): boolean => {
  if (!/^[0-9]{17}[0-9X]$/.test(idNumber)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(idNumber.charAt(i)), 0);
  const numberSex = Number(idNumber.charAt(16)) % 2 === 0 ? 'female' : 'male';
  return (
    CHECKS[sum % 11] === idNumber.charAt(17) &&
    // A number of the recorded birth has a real date in it, since the recorded one is.
    idNumber.slice(6, 14) === birth.replaceAll('-', '') &&
    (sex === undefined || sex === numberSex)
  );
};

const isSameEmployer = (a: Employment, b: Employment): boolean => {
  if (a.employerCode !== undefined && b.employerCode !== undefined) return a.employerCode === b.employerCode;
  return a.employer !== undefined && a.employer === b.employer;
};

/** R9 `record-conflicts`, asked about one day. */
export const conflictsOn = (
  household: Household,
  { settings }: Policy,
  people: People,
  covers: Covers,
): ((on: Day) => Outcome) => {
  const unsound = new Set(household.members.filter((member) => !agreesWithNumber(member)));

  const contradictsItself = (member: Member, on: Day): boolean => {
    const jobs = people.jobsOf(member).filter((job) => holds(job, on));
    const isTooYoung = !people.isAged(member, settings.workingAge, on);
    const isTooOld = people.isAged(member, settings.tooOldToWork, on);
    return (
      unsound.has(member) ||
      (people.isInWork(member, on) && people.isAtSchool(member, on)) ||
      (jobs.length > 0 && (isTooYoung || isTooOld)) ||
      jobs.some((job, i) => jobs.slice(i + 1).some((other) => isSameEmployer(job, other)))
    );
  };

  return (on) => {
    const present = people.presentOn(on);
    const isTekun = covers.isReliefInForce('tekun', on);
    const conflicts = [
      present.filter(({ relation }) => relation === '户主').length !== 1,
      present.some((member) => contradictsItself(member, on)),
      isTekun && present.some((member) => people.isInWork(member, on)),
      isTekun && covers.isReliefInForce('dibao', on),
    ];
    return conflicts.includes(true) ? 'gap' : 'met';
  };
};
