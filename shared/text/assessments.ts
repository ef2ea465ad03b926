import type { Catalogue } from '../domain/records/language.ts';

/** Texts of the jobs of frozen months. */
export const ASSESSMENT_TEXT = {
  month_wrong: {
    'zh-CN': '“{month}”不是月份，请写成 2026-05 的形式',
    en: '“{month}” is no month; write it like 2026-05',
  },
  freezing: { 'zh-CN': '正在封存', en: 'Freezing' },
  frozen: {
    'zh-CN': '封存 {month}：{townships} 个乡镇，本次封存 {frozen} 份档案的结论',
    en: 'Month {month}: {townships} townships, {frozen} records frozen by this run',
  },
  freeze_failed: {
    'zh-CN': '{failed} 份档案未能封存，{missing} 个乡镇未完成；原因见日志，再次运行即可补齐',
    en: '{failed} records could not be frozen and {missing} townships are not whole; the log says why, and the next run completes them',
  },
  county: {
    'zh-CN': '{name}：{frozenAt} 封存，规则与参数 {under}，校验值 {hash}',
    en: '{name}: frozen at {frozenAt}, rules and settings {under}, hash {hash}',
  },
  county_not_whole: {
    'zh-CN': '{name}：{frozenAt} 开始封存，规则与参数 {under}；尚缺 {missing}',
    en: '{name}: opened at {frozenAt}, rules and settings {under}; still missing {missing}',
  },
  county_rest_not_whole: { 'zh-CN': '范围以外的乡镇', en: 'townships elsewhere in the county' },
  counts_columns: {
    'zh-CN': '区划\t户\t安置点\t规则\t已落实\t有风险\t未落实\t待核实\t不适用',
    en: 'area\thouseholds\tsites\trule\tmet\tat risk\tgap\tunknown\tnot applicable',
  },
  lines_columns: {
    'zh-CN': '对象\t成员\t规则\t结论\t起始',
    en: 'subject\tmember\trule\toutcome\tsince',
  },
  out_too_large: {
    'zh-CN': '每次最多导出一个县，请用 --area 指明，如 511722',
    en: 'At most one county at a time; please name it with --area, like 511722',
  },
  out_written: { 'zh-CN': '已写入 {file}', en: 'Written to {file}' },
  checking: { 'zh-CN': '正在核对封存的结论', en: 'Checking what was frozen' },
  checked: {
    'zh-CN': '{name}：按当时所知重算 {subjects} 份档案的 {findings} 条结论，{differences} 处不符',
    en: '{name}: {findings} findings of {subjects} records recomputed from what was known then, {differences} differences',
  },
  difference_finding: {
    'zh-CN': '{id} {rule}{member}：封存为“{frozen}”，重算为“{recomputed}”',
    en: '{id} {rule}{member}: frozen as “{frozen}”, recomputed as “{recomputed}”',
  },
  difference_finding_other_rules: {
    'zh-CN': '{id} {rule}{member}：封存为“{frozen}”，按现行版本的规则为“{recomputed}”（规则版本不同）',
    en: '{id} {rule}{member}: frozen as “{frozen}”, “{recomputed}” under today’s version of the rules, which is another',
  },
  difference_history_missing: {
    'zh-CN': '{id}：封存之前的第 {version} 版变更记录缺失',
    en: '{id}: the change of version {version}, from before the freezing, is missing',
  },
  difference_history_edited: {
    'zh-CN': '{id}：封存之前的第 {version} 版变更记录被改动',
    en: '{id}: the change of version {version}, from before the freezing, was edited',
  },
  difference_history_unchained: {
    'zh-CN': '{id}：封存之前的第 {version} 版变更记录与下一版衔接不上',
    en: '{id}: the change of version {version}, from before the freezing, and the next one do not fit',
  },
  difference_not_as_known: {
    'zh-CN': '{id}：封存的是第 {version} 版，不是封存时刻所知的那一版',
    en: '{id}: version {version} was frozen, which is not the one that was known at the instant',
  },
  difference_not_frozen: {
    'zh-CN': '{id}：封存时已在册，封存内容中却没有',
    en: '{id}: was on record at the instant and is not in the month',
  },
  difference_unreadable: {
    'zh-CN': '{id}：未能核对，原因见日志',
    en: '{id}: could not be looked at; the log says why',
  },
  difference_chunk_missing: {
    'zh-CN': '{area}：封存内容第 {chunk} 块缺失',
    en: '{area}: chunk {chunk} is missing',
  },
  difference_chunk_edited: {
    'zh-CN': '{area}：封存内容第 {chunk} 块被改动',
    en: '{area}: chunk {chunk} was edited',
  },
  difference_township_missing: {
    'zh-CN': '{area}：尚未封存完整',
    en: '{area}: is not frozen whole',
  },
  difference_township_edited: {
    'zh-CN': '{area}：汇总或校验值被改动',
    en: '{area}: its counts or its hash were edited',
  },
  difference_county_missing: { 'zh-CN': '{area}：尚未封存完整', en: '{area}: is not frozen whole' },
  difference_county_edited: {
    'zh-CN': '{area}：封存依据（时刻、规则、参数）或校验值被改动',
    en: '{area}: what it was frozen by (instant, rules, settings) or its hash was edited',
  },
  nothing: { 'zh-CN': '无', en: 'nothing' },
} as const satisfies Catalogue;
