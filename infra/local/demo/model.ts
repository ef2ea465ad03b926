import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Areas } from '../../../shared/domain/areas/areas.ts';
import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type {
  CAPACITIES,
  EMPLOYMENT_CHANNELS,
  INDUSTRY_KINDS,
  INDUSTRY_STATUSES,
  LINKAGE_KINDS,
  WILLINGNESS,
  WORK_AREAS,
} from '../../../shared/domain/records/code-lists.ts';
import type { MEMBER_DECLARED, Scheme } from '../../../shared/domain/records/schemes.ts';

/** The county of the demo, its size, the seed, and its day. */
export interface DemoOptions {
  readonly areas: Areas;
  readonly county: AreaCode;
  readonly households: number;
  readonly seed: number;
  readonly today: PlainDate;
}

export interface Village {
  readonly township: AreaCode;
  readonly townshipName: string;
  readonly code: AreaCode;
  /** As sheets write it, 龙门村. */
  readonly name: string;
}

/** The real county that made-up households live in. */
export interface DemoPlace {
  readonly county: AreaCode;
  /** 四川省. */
  readonly province: string;
  /** 达州市. */
  readonly city: string;
  /** 宣汉县. */
  readonly name: string;
  readonly villages: readonly Village[];
  /** Where people work within the county: 宣汉县东乡街道, 宣汉县普光镇工业园区. */
  readonly seat: string;
  readonly park: string;
  /** Another county of the prefecture, 四川省达州市通川区. */
  readonly neighbour: string;
}

/** One job spell. */
export interface Job {
  readonly channel: keyof typeof EMPLOYMENT_CHANNELS;
  readonly workArea: keyof typeof WORK_AREAS;
  readonly place: string;
  readonly trade: string;
  readonly job: string;
  readonly employer: string | undefined;
  readonly employerCode: string | undefined;
  readonly from: PlainDate;
  readonly until: PlainDate | undefined;
  readonly monthlyWage: number;
}

type Declared = Partial<Record<(typeof MEMBER_DECLARED)[number], boolean>>;

export interface Person {
  /** The county that they live in. */
  readonly place: DemoPlace;
  /** 人口编号. */
  readonly number: string;
  name: string;
  /** As in the sheet; a deliberate conflict makes it contradict the ID number. */
  sex: 'male' | 'female';
  birth: PlainDate;
  readonly age: number;
  /** Undefined for a newborn without one. */
  idNumber: string | undefined;
  /** The 20-digit 残疾证 number in place of the ID number. */
  certificate: string | undefined;
  relation: string;
  readonly ethnicity: string;
  readonly education: string;
  readonly schooling: string;
  health: string;
  capacity: keyof typeof CAPACITIES | undefined;
  willingness: keyof typeof WILLINGNESS | undefined;
  readonly phone: string | undefined;
  declared: Declared;
  jobs: Job[];
}

export interface Cover {
  /** The head, for the household's own cover. */
  readonly person: Person;
  readonly scheme: Scheme;
  /** The status as in sheets, 正常缴费. */
  readonly status: string;
  readonly from: PlainDate;
  readonly until: PlainDate | undefined;
  readonly monthly: number | undefined;
}

export interface Income {
  readonly perCapita: number | undefined;
  readonly wage: number;
  readonly business: number;
  readonly businessCost: number | undefined;
  readonly property: number;
  readonly transfer: number;
}

export interface Industry {
  readonly name: string;
  readonly type: (typeof INDUSTRY_KINDS)[number];
  readonly leading: boolean;
  readonly operator: string;
  readonly operatorCode: string;
  readonly scale: string;
  readonly investment: number;
  readonly linkage: keyof typeof LINKAGE_KINDS;
  readonly incomePerHousehold: number;
  readonly status: keyof typeof INDUSTRY_STATUSES | undefined;
  readonly responsible: string;
  readonly started: PlainDate | undefined;
  readonly confirmed: PlainDate | undefined;
}

/** The fate of a site's leading industry. */
export type SiteFate =
  | 'met'
  | 'share_below'
  | 'ends_soon'
  | 'stale'
  | 'stopped'
  | 'building'
  | 'off_season'
  | 'not_leading'
  | 'none'
  | 'not_occupied';

export interface DemoSite {
  readonly name: string;
  readonly village: Village;
  readonly form: string;
  readonly occupied: PlainDate;
  readonly plannedHouseholds: number;
  readonly responsible: string;
  readonly phone: string;
  readonly fate: SiteFate;
  industries: Industry[];
}

export interface Linkage {
  readonly industry: Industry;
  readonly kind: keyof typeof LINKAGE_KINDS;
  readonly from: PlainDate;
  readonly until: PlainDate | undefined;
  readonly yearly: number | undefined;
}

/** How a household makes its living. */
export type Livelihood =
  | 'steady'
  | 'public_post'
  | 'ends_soon'
  | 'just_ended'
  | 'short_contract'
  | 'wearing_off'
  | 'long_unemployed'
  | 'never_employed'
  | 'other_channel_only'
  | 'farming'
  | 'willingness_unrecorded'
  | 'seasonal'
  /** No member is able. */
  | 'none_able';

export interface DemoHousehold {
  /** 户编号. */
  readonly number: string;
  readonly village: Village;
  readonly site: DemoSite | undefined;
  readonly form: string;
  readonly movedIn: PlainDate;
  readonly origin: AreaCode;
  attribute: string;
  readonly hukou: string;
  /** 年度 of its rows in the members' sheet. */
  readonly declaredYear: number;
  readonly people: Person[];
  livelihood: Livelihood;
  declared: { dibao?: boolean; tekun?: boolean };
  covers: Cover[];
  income: Income | undefined;
  linkages: Linkage[];
}

export interface DemoCounty {
  readonly place: DemoPlace;
  readonly today: PlainDate;
  readonly sites: readonly DemoSite[];
  readonly households: readonly DemoHousehold[];
}
