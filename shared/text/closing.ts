import type { Outcome } from '../domain/records/evaluated.ts';
import type { Catalogue, LocalizedText } from '../domain/records/language.ts';
import type { RuleId } from '../domain/records/rule-id.ts';

/** What would close a finding that is not as it should be, by rule and outcome. */
export const CLOSING_TEXT: Readonly<Record<RuleId, Readonly<Partial<Record<Outcome, LocalizedText>>>>> = {
  R1: {
    gap: {
      'zh-CN': '登记一项正在运营的主导产业，补充佐证材料，并联结本安置点的搬迁户',
      en: 'Record a leading industry that operates, confirm its evidence and link relocated households to it',
    },
    at_risk: {
      'zh-CN': '扩大主导产业的联结户，并在到期前续上产业运营、佐证或利益联结',
      en: 'Link more households, and renew operation, evidence or linkages before they run out',
    },
    unknown: {
      'zh-CN': '登记产业的运营状态，或重新核实并登记佐证时间',
      en: "Record the industry's status, or confirm its evidence anew",
    },
  },
  R2: {
    gap: {
      'zh-CN': '登记一条稳定增收渠道：稳定就业、生产经营、分红租金，或无劳动力家庭的兜底保障',
      en: 'Record a stable channel: a stable job, a business, a dividend or rent, or, where nobody is able, a safety net',
    },
    at_risk: {
      'zh-CN': '在到期前续签、续岗或重新核实，或另登记一条稳定增收渠道',
      en: 'Renew or confirm the channel before it runs out, or record another one',
    },
    unknown: {
      'zh-CN': '补登所缺的收入、劳动能力等情况，或重新核实已过期的情况',
      en: 'Record what is missing, such as the net income or a capacity, or confirm anew what is out of date',
    },
  },
  R3: {
    gap: {
      'zh-CN': '帮助至少一名成员就业并登记就业；就业意愿或劳动能力有变化的，据实更新',
      en: 'Help at least one member into work and record the job; where willingness or capacity changed, record that',
    },
    at_risk: {
      'zh-CN': '在到期前续签或落实新的工作，并登记就业',
      en: 'Extend the job or find the next one in time, and record it',
    },
    unknown: {
      'zh-CN': '入户核实并登记成员的劳动能力和就业意愿',
      en: "Ask, and record the members' capacity and willingness",
    },
  },
  R4: {
    gap: {
      'zh-CN': '为该户制定产业发展规划并登记',
      en: 'Draw up a development plan for the household and record it',
    },
    unknown: {
      'zh-CN': '核实并登记该户是否有条件发展产业',
      en: 'Find out and record whether the household is suited to a development plan',
    },
  },
  R5: {
    gap: {
      'zh-CN': '办理居民医保或职工医保参保并登记；重复参保的，终止其中一种',
      en: 'Enrol the member in one of the two schemes and record it; where both are in force, end one',
    },
    unknown: {
      'zh-CN': '核实并登记最新的医疗保险参保情况',
      en: "Find out and record the member's present medical cover",
    },
  },
  R6: {
    gap: {
      'zh-CN': '办理居民养老或职工养老参保并登记；重复参保的，终止其中一种',
      en: 'Enrol the member in one of the two schemes and record it; where both are in force, end one',
    },
    at_risk: {
      'zh-CN': '办理养老待遇领取，并将状态更新为待遇领取',
      en: 'Have the pension paid out, and record the status as drawing',
    },
    unknown: {
      'zh-CN': '核实并登记最新的养老保险参保情况',
      en: "Find out and record the member's present pension cover",
    },
  },
  R7: {
    gap: {
      'zh-CN': '按规定纳入低保或特困供养并登记；不再符合条件的，登记新的评估结果',
      en: 'Take the household into subsistence allowance or destitute support; where no longer eligible, record a new assessment',
    },
    unknown: {
      'zh-CN': '开展低保、特困评估并登记结果，或补登人均纯收入和保障情况',
      en: 'Assess the household and record the result, or record its income per head and its cover',
    },
  },
  R8: {
    gap: {
      'zh-CN': '督促办理逾期的环节，办完后登记该环节的日期',
      en: 'See to the overdue step, and record the day on which it was taken',
    },
    unknown: {
      'zh-CN': '登记该户的搬迁入住时间',
      en: 'Record when the household moved in',
    },
  },
  R9: {
    gap: {
      'zh-CN': '逐条核对并更正互相矛盾的数据',
      en: 'Check and correct each of the facts that contradict each other',
    },
    unknown: {
      'zh-CN': '登记该户的搬迁入住时间',
      en: 'Record when the household moved in',
    },
  },
};

/** What comes before all else: without it no rule can tell anything. */
export const CLOSING_FIRST = {
  moved_in_missing: {
    'zh-CN': '先登记搬迁入住时间',
    en: 'Record the date of moving in first',
  },
} as const satisfies Catalogue;
