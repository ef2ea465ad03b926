/** The 55 minorities as names of townships and counties write them. */
const PEOPLES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|' +
  '土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|' +
  '赫哲|门巴|珞巴|基诺';

const KINDS = new RegExp(
  `((?:(?:${PEOPLES})族)+(?:民族)?(?:乡|镇|自治[县州旗])|街道办事处|街道|自治[县旗]|林区|特区|苏木|镇|乡|县|区|市|旗)$`,
);

/**
 * A name without its kind of division: 南坝, 南坝镇 and 南坝乡 are the same place to a clerk who types it, and so are
 * 渡口乡 and 渡口土家族乡.
 */
export const stemOf = (name: string): string => name.replace(KINDS, '');

/** The first people that a name of a township or county carries, 土家族; undefined where it carries none. */
export const peopleIn = (name: string): string | undefined =>
  new RegExp(`(?:${PEOPLES})族(?=.*(?:乡|镇|自治[县州旗])$)`).exec(name)?.[0];
