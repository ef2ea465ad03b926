import type { Random } from './random.ts';

/** Surnames of the region; common ones are repeated. */
const SURNAMES =
  '张张张王王王李李李刘刘陈陈杨杨向向覃冉罗罗庞桂符唐唐赵赵黄黄何何石彭谭田周周吴徐孙胡朱林郭马高梁郑谢宋韩冯曾蒋蔡余杜叶程苏魏丁任沈姚卢姜崔钟汪范廖石孟龙万段雷汤尹黎易常武康贺严文牟苟熊邱';

/** Characters of given names, by generation. */
const SIGNS = {
  male: {
    old: '国建正大明光天文德福兴才贵荣发元成学永顺',
    middle: '军勇强伟平华刚林兵波涛忠洪云江川辉斌红',
    young: '浩杰宇轩鑫俊豪子涵博睿磊鹏帆阳航昊然毅',
  },
  female: {
    old: '秀玉桂兰芳珍英淑翠莲素琼碧菊华清群贞',
    middle: '燕丽梅红艳霞琴敏蓉静萍娟玲霜春芬小',
    young: '欣怡雨婷诗梦佳琪思颖雅馨悦瑶妍晨可晴',
  },
} as const;

const generation = (age: number): 'old' | 'middle' | 'young' =>
  age >= 52 ? 'old' : age >= 26 ? 'middle' : 'young';

export const surname = (random: Random): string => random.pick([...SURNAMES]);

/** A made-up given name of one or two characters that were usual in its generation. */
export function givenName(random: Random, sex: 'male' | 'female', age: number): string {
  const signs = [...SIGNS[sex][generation(age)]];
  const first = random.pick(signs);
  return random.chance(0.3) ? first : first + random.pick(signs);
}

/** A phone number that nobody has: no mobile number begins with 100. */
export const phoneNumber = (random: Random): string =>
  `100${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
