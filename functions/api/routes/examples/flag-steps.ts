import type { RouteExamples } from './example.ts';
import { FLAG, HOUSEHOLD } from './ids.ts';

export const FLAG_STEPS_EXAMPLES: RouteExamples = {
  'POST /flags/{id}/verify': { params: { id: `H-${HOUSEHOLD}-R3` }, body: { text: '电话回访属实' } },
  'POST /flags/{id}/assign': {
    params: { id: FLAG },
    body: {
      assignee: 'township_clerk-1',
      role: 'township_clerk',
      label: '乡镇便民服务中心',
      dueOn: '2026-07-05',
      text: '请先核实参保地',
    },
  },
  'POST /flags/{id}/note': {
    params: { id: FLAG },
    as: 'township_clerk',
    body: { text: '已联系原参保地社保局，等待出具参保凭证' },
  },
  'POST /flags/{id}/submit': {
    params: { id: FLAG },
    as: 'township_clerk',
    body: { text: '参保凭证已收到', evidence: ['参保凭证 示人社保〔2026〕18号'] },
  },
  'POST /flags/{id}/return': {
    params: { id: FLAG },
    body: { reason: '凭证缺少缴费明细，请补齐', dueOn: '2026-07-15' },
  },
  'POST /flags/{id}/waive': {
    params: { id: FLAG },
    body: { reason: '原参保地系统停机升级', until: '2026-07-31' },
  },
};
