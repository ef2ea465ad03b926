import { RESETTLEMENT_FORMS } from '../../domain/records/code-lists.ts';
import { areaCode } from '../cells/area-code.ts';
import { startDate } from '../cells/date.ts';
import { whole } from '../cells/number.ts';
import { name, phone, text } from '../cells/text.ts';
import type { Column } from '../column.ts';

/** 安置点台账: one row a site. */
export const SITE_COLUMNS = [
  {
    heading: '安置点名称',
    aliases: ['安置点', '集中安置点名称'],
    field: 'name',
    cell: name,
    needs: 'cell',
    explain: '必填，同一县内不重名。',
  },
  {
    heading: '行政区划代码',
    aliases: ['区划代码'],
    field: 'area',
    cell: areaCode,
    explain: '9 位乡镇代码或 12 位村代码；填了县和乡可不填。',
  },
  {
    heading: '县',
    aliases: ['县(市、区)', '区县', '县区', '县(区)'],
    field: 'county',
    cell: name,
    explain: '安置点所在县（市、区）的名称。',
  },
  {
    heading: '乡',
    aliases: ['乡镇', '乡(镇)', '乡(镇、街道)', '镇'],
    field: 'township',
    cell: name,
    explain: '安置点所在乡镇、街道的名称。',
  },
  {
    heading: '村',
    aliases: ['行政村', '村(社区)'],
    field: 'village',
    cell: name,
    explain: '安置点所在村、社区的名称。',
  },
  {
    heading: '安置点类型',
    aliases: ['安置类型'],
    field: 'form',
    cell: text,
    explain: `如：${RESETTLEMENT_FORMS.centralised.join('、')}。`,
  },
  {
    heading: '入住时间',
    aliases: ['搬迁入住时间'],
    field: 'occupied',
    cell: startDate,
    explain: '日期，如 2019-10-01；只填到月的按当月 1 日。',
  },
  {
    heading: '计划户数',
    aliases: ['计划安置户数'],
    field: 'plannedHouseholds',
    cell: whole({ min: 0, max: 100_000 }),
    explain: '整数。',
  },
  {
    heading: '计划人数',
    aliases: ['计划安置人数'],
    field: 'plannedPeople',
    cell: whole({ min: 0, max: 1_000_000 }),
    explain: '整数。',
  },
  { heading: '负责人', aliases: ['责任人'], field: 'responsible', cell: name, explain: '安置点负责人姓名。' },
  { heading: '联系电话', aliases: ['电话'], field: 'phone', cell: phone, explain: '文本格式。' },
  { heading: '备注', field: 'note', cell: text, explain: '不超过 500 字。' },
] as const satisfies readonly Column[];
