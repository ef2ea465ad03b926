import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Residence, Site, SiteLinks } from '../../../../../shared/domain/records/site.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { daily, happened, holds, isWithin, staysSo, valueOn } from './calendar-days.ts';

type Industry = Site['industries'][number];

const isResident = ({ movedIn, dissolved }: Residence, on: Day): boolean =>
  happened(movedIn, on) && !happened(dissolved, on);

/** Whether the status of the day has held for at most so many days without a break. */
const isWithinRun = ({ status }: Industry, days: number, on: Day): boolean => {
  const today = valueOn(status, on);
  for (let past = on; past > on - days; past--) if (valueOn(status, past - 1) !== today) return true;
  return false;
};

/** R1 `site-leading-industry`, asked about one day. */
export const leadingIndustryOn = (
  site: Site,
  residences: readonly Residence[],
  links: readonly SiteLinks[],
  { settings }: Policy,
): ((on: Day) => Outcome) => {
  const linkedTo = (industries: readonly Industry[], on: Day): Set<string> =>
    new Set(
      links
        .filter(
          (household) =>
            isResident(household, on) &&
            household.links.some(
              (link) => holds(link, on) && industries.some(({ id }) => id === link.industry),
            ),
        )
        .map(({ household }) => household),
    );

  const statusSays = (industry: Industry, on: Day): 'yes' | 'no' | 'missing' => {
    const status = valueOn(industry.status, on);
    if (status === undefined) return 'missing';
    if (status === 'off_season') return isWithinRun(industry, settings.offSeasonDays, on) ? 'yes' : 'no';
    return status === 'operating' ? 'yes' : 'no';
  };
  const isConfirmed = (industry: Industry, on: Day) =>
    industry.confirmed.some((date) => isWithin(date, settings.confirmationMonths, on));
  const isLeadingAndLinked = (industry: Industry, on: Day) =>
    industry.voided === undefined &&
    valueOn(industry.leading, on) === true &&
    linkedTo([industry], on).size >= settings.minLinkedHouseholds;

  const countingOn = (on: Day) =>
    site.industries.filter(
      (industry) =>
        isLeadingAndLinked(industry, on) && statusSays(industry, on) === 'yes' && isConfirmed(industry, on),
    );
  const oneCounts = daily((on) => countingOn(on).length > 0);
  const oneMightCount = (on: Day) =>
    site.industries.some((industry) => isLeadingAndLinked(industry, on) && statusSays(industry, on) !== 'no');

  const isShareReached = (on: Day): boolean => {
    const residents = residences.filter((residence) => isResident(residence, on));
    const linked = linkedTo(countingOn(on), on);
    const reached = residents.filter(({ household }) => linked.has(household)).length;
    return residents.length > 0 && reached / residents.length >= settings.minLinkedShare;
  };

  return (on) => {
    if (oneCounts(on))
      return isShareReached(on) && staysSo(oneCounts, on, settings.lookAheadDays) ? 'met' : 'at_risk';
    return oneMightCount(on) ? 'unknown' : 'gap';
  };
};
