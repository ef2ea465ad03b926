import type { RouteExamples } from './example.ts';

export const SETTINGS_EXAMPLES: RouteExamples = {
  'PUT /settings/{area}': {
    params: { area: '511722' },
    as: 'admin',
    body: {
      from: '2026-07-01',
      values: { graceDays: 45, deadlineDays: { R3: 45 } },
      channels: [
        {
          area: '511722',
          channel: {
            ...{ id: 'leads', label: '后扶办工作群', kind: 'wecom', secret: 'leads-robot' },
            ...{ alerts: ['immediate', 'digest'], enabled: true },
          },
        },
      ],
      reason: '县政府常务会议纪要第12号',
    },
  },
  'GET /settings/{area}': { params: { area: '511722' } },
  'GET /settings/{area}/changes': { params: { area: '511722' } },
  'POST /settings/{area}/withdraw': {
    params: { area: '511722' },
    as: 'admin',
    body: { from: '2026-07-01', reason: '会议改期' },
  },
};
