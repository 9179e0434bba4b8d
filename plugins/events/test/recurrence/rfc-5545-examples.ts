/** Dates of one year: `days(1997, '9: 2,16,30; 10: 14')`, with `2-11` for each day from the 2nd to the 11th. */
function days(year: number, text: string): string[] {
  return text.split(';').flatMap((part) => {
    const [month = '', list = ''] = part.split(':').map((piece) => piece.trim());
    return list.split(',').flatMap((item) => {
      const [from = 0, to = from] = item.split('-').map(Number);
      return Array.from(
        { length: to - from + 1 },
        (_, n) => `${year}-${month.padStart(2, '0')}-${String(from + n).padStart(2, '0')}`,
      );
    });
  });
}

interface Example {
  title: string;
  /** DTSTART, at nine in New York. */
  date: string;
  /** The rule, and others that the RFC prints for the same list. */
  rules: string[];
  /** Every date of the printed list, with its ranges and dots written out. */
  printed: string[];
  /** The list ends with dots: only its beginning is known. */
  open?: boolean;
  /** Times of day when it is not nine. */
  at?: string[];
  exdate?: string[];
}

const twentyMinutes = [9, 10, 11, 12, 13, 14, 15, 16].flatMap((hour) =>
  [0, 20, 40].map((minute) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
);

export const examples: Example[] = [
  {
    title: 'Daily for 10 occurrences',
    date: '1997-09-02',
    rules: ['FREQ=DAILY;COUNT=10'],
    printed: days(1997, '9: 2-11'),
  },
  {
    title: 'Daily until December 24, 1997',
    date: '1997-09-02',
    rules: ['FREQ=DAILY;UNTIL=19971224T000000Z'],
    printed: days(1997, '9: 2-30; 10: 1-31; 11: 1-30; 12: 1-23'),
  },
  {
    title: 'Every other day',
    date: '1997-09-02',
    rules: ['FREQ=DAILY;INTERVAL=2'],
    printed: days(
      1997,
      '9: 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; 10: 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; 11: 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29; 12: 1,3',
    ),
    open: true,
  },
  {
    title: 'Every 10 days, 5 occurrences',
    date: '1997-09-02',
    rules: ['FREQ=DAILY;INTERVAL=10;COUNT=5'],
    printed: days(1997, '9: 2,12,22; 10: 2,12'),
  },
  {
    title: 'Every day in January, for 3 years',
    date: '1998-01-01',
    rules: [
      'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
      'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    ],
    printed: [1998, 1999, 2000].flatMap((year) => days(year, '1: 1-31')),
  },
  {
    title: 'Weekly for 10 occurrences',
    date: '1997-09-02',
    rules: ['FREQ=WEEKLY;COUNT=10'],
    printed: days(1997, '9: 2,9,16,23,30; 10: 7,14,21,28; 11: 4'),
  },
  {
    title: 'Weekly until December 24, 1997',
    date: '1997-09-02',
    rules: ['FREQ=WEEKLY;UNTIL=19971224T000000Z'],
    printed: days(1997, '9: 2,9,16,23,30; 10: 7,14,21,28; 11: 4,11,18,25; 12: 2,9,16,23'),
  },
  {
    title: 'Every other week',
    date: '1997-09-02',
    rules: ['FREQ=WEEKLY;INTERVAL=2;WKST=SU'],
    printed: [...days(1997, '9: 2,16,30; 10: 14,28; 11: 11,25; 12: 9,23'), ...days(1998, '1: 6,20; 2: 3,17')],
    open: true,
  },
  {
    title: 'Weekly on Tuesday and Thursday for five weeks',
    date: '1997-09-02',
    rules: [
      'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
      'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    ],
    printed: days(1997, '9: 2,4,9,11,16,18,23,25,30; 10: 2'),
  },
  {
    title: 'Every other week on Monday, Wednesday and Friday until December 24, 1997',
    date: '1997-09-01',
    rules: ['FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR'],
    printed: days(
      1997,
      '9: 1,3,5,15,17,19,29; 10: 1,3,13,15,17,27,29,31; 11: 10,12,14,24,26,28; 12: 8,10,12,22',
    ),
  },
  {
    title: 'Every other week on Tuesday and Thursday, for 8 occurrences',
    date: '1997-09-02',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH'],
    printed: days(1997, '9: 2,4,16,18,30; 10: 2,14,16'),
  },
  {
    title: 'Monthly on the first Friday for 10 occurrences',
    date: '1997-09-05',
    rules: ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR'],
    printed: [
      ...days(1997, '9: 5; 10: 3; 11: 7; 12: 5'),
      ...days(1998, '1: 2; 2: 6; 3: 6; 4: 3; 5: 1; 6: 5'),
    ],
  },
  {
    title: 'Monthly on the first Friday until December 24, 1997',
    date: '1997-09-05',
    rules: ['FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR'],
    printed: days(1997, '9: 5; 10: 3; 11: 7; 12: 5'),
  },
  {
    title: 'Every other month on the first and last Sunday for 10 occurrences',
    date: '1997-09-07',
    rules: ['FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU'],
    printed: [...days(1997, '9: 7,28; 11: 2,30'), ...days(1998, '1: 4,25; 3: 1,29; 5: 3,31')],
  },
  {
    title: 'Monthly on the second-to-last Monday for 6 months',
    date: '1997-09-22',
    rules: ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO'],
    printed: [...days(1997, '9: 22; 10: 20; 11: 17; 12: 22'), ...days(1998, '1: 19; 2: 16')],
  },
  {
    title: 'Monthly on the third-to-the-last day',
    date: '1997-09-28',
    rules: ['FREQ=MONTHLY;BYMONTHDAY=-3'],
    printed: [...days(1997, '9: 28; 10: 29; 11: 28; 12: 29'), ...days(1998, '1: 29; 2: 26')],
    open: true,
  },
  {
    title: 'Monthly on the 2nd and 15th for 10 occurrences',
    date: '1997-09-02',
    rules: ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15'],
    printed: [...days(1997, '9: 2,15; 10: 2,15; 11: 2,15; 12: 2,15'), ...days(1998, '1: 2,15')],
  },
  {
    title: 'Monthly on the first and last day for 10 occurrences',
    date: '1997-09-30',
    rules: ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1'],
    printed: [...days(1997, '9: 30; 10: 1,31; 11: 1,30; 12: 1,31'), ...days(1998, '1: 1,31; 2: 1')],
  },
  {
    title: 'Every 18 months on the 10th thru 15th for 10 occurrences',
    date: '1997-09-10',
    rules: ['FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15'],
    printed: [...days(1997, '9: 10-15'), ...days(1999, '3: 10-13')],
  },
  {
    title: 'Every Tuesday, every other month',
    date: '1997-09-02',
    rules: ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU'],
    printed: [
      ...days(1997, '9: 2,9,16,23,30; 11: 4,11,18,25'),
      ...days(1998, '1: 6,13,20,27; 3: 3,10,17,24,31'),
    ],
    open: true,
  },
  {
    title: 'Yearly in June and July for 10 occurrences',
    date: '1997-06-10',
    rules: ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7'],
    printed: [1997, 1998, 1999, 2000, 2001].flatMap((year) => days(year, '6: 10; 7: 10')),
  },
  {
    title: 'Every other year in January, February and March for 10 occurrences',
    date: '1997-03-10',
    rules: ['FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3'],
    printed: [
      ...days(1997, '3: 10'),
      ...[1999, 2001, 2003].flatMap((year) => days(year, '1: 10; 2: 10; 3: 10')),
    ],
  },
  {
    title: 'Every third year on the 1st, 100th and 200th day for 10 occurrences',
    date: '1997-01-01',
    rules: ['FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200'],
    printed: [
      ...days(1997, '1: 1; 4: 10; 7: 19'),
      ...days(2000, '1: 1; 4: 9; 7: 18'),
      ...days(2003, '1: 1; 4: 10; 7: 19'),
      ...days(2006, '1: 1'),
    ],
  },
  {
    title: 'Every 20th Monday of the year',
    date: '1997-05-19',
    rules: ['FREQ=YEARLY;BYDAY=20MO'],
    printed: ['1997-05-19', '1998-05-18', '1999-05-17'],
    open: true,
  },
  {
    title: 'Monday of week number 20',
    date: '1997-05-12',
    rules: ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO'],
    printed: ['1997-05-12', '1998-05-11', '1999-05-17'],
    open: true,
  },
  {
    title: 'Every Thursday in March',
    date: '1997-03-13',
    rules: ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH'],
    printed: [...days(1997, '3: 13,20,27'), ...days(1998, '3: 5,12,19,26'), ...days(1999, '3: 4,11,18,25')],
    open: true,
  },
  {
    title: 'Every Thursday, but only during June, July, and August',
    date: '1997-06-05',
    rules: ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8'],
    printed: [
      ...days(1997, '6: 5,12,19,26; 7: 3,10,17,24,31; 8: 7,14,21,28'),
      ...days(1998, '6: 4,11,18,25; 7: 2,9,16,23,30; 8: 6,13,20,27'),
      ...days(1999, '6: 3,10,17,24; 7: 1,8,15,22,29; 8: 5,12,19,26'),
    ],
    open: true,
  },
  {
    title: 'Every Friday the 13th',
    date: '1997-09-02',
    rules: ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'],
    exdate: ['1997-09-02'],
    printed: ['1998-02-13', '1998-03-13', '1998-11-13', '1999-08-13', '2000-10-13'],
    open: true,
  },
  {
    title: 'The first Saturday that follows the first Sunday of the month',
    date: '1997-09-13',
    rules: ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13'],
    printed: [
      ...days(1997, '9: 13; 10: 11; 11: 8; 12: 13'),
      ...days(1998, '1: 10; 2: 7; 3: 7; 4: 11; 5: 9; 6: 13'),
    ],
    open: true,
  },
  {
    title: 'U.S. Presidential Election day',
    date: '1996-11-05',
    rules: ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8'],
    printed: ['1996-11-05', '2000-11-07', '2004-11-02'],
    open: true,
  },
  {
    title: 'The third Tuesday, Wednesday or Thursday into the month, for 3 months',
    date: '1997-09-04',
    rules: ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3'],
    printed: ['1997-09-04', '1997-10-07', '1997-11-06'],
  },
  {
    title: 'The second-to-last weekday of the month',
    date: '1997-09-29',
    rules: ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2'],
    printed: [...days(1997, '9: 29; 10: 30; 11: 27; 12: 30'), ...days(1998, '1: 29; 2: 26; 3: 30')],
    open: true,
  },
  {
    title: 'Every 3 hours from 9:00 to 17:00, with the end that erratum 3883 gives',
    date: '1997-09-02',
    rules: ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z'],
    printed: ['1997-09-02'],
    at: ['09:00', '12:00', '15:00'],
  },
  {
    title: 'Every 20 minutes from 9:00 to 16:40 every day',
    date: '1997-09-02',
    rules: ['FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40'],
    printed: ['1997-09-02', '1997-09-03'],
    at: twentyMinutes,
    open: true,
  },
  {
    title: 'Where the start of the week makes a difference, Monday',
    date: '1997-08-05',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO'],
    printed: days(1997, '8: 5,10,19,24'),
  },
  {
    title: 'Where the start of the week makes a difference, Sunday',
    date: '1997-08-05',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU'],
    printed: days(1997, '8: 5,17,19,31'),
  },
  {
    title: 'A date that does not exist is left out',
    date: '2007-01-15',
    rules: ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5'],
    printed: days(2007, '1: 15,30; 2: 15; 3: 15,30'),
  },
];

/** Printed lists that their own rule does not give. */
export const slips = [
  {
    title: 'Every 3 hours from 9:00 to 17:00 (17:00Z is 13:00 in New York; erratum 3883 makes it 21:00Z)',
    date: '1997-09-02',
    rrule: 'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
    printed: ['1997-09-02T09:00:00', '1997-09-02T12:00:00', '1997-09-02T15:00:00'],
    given: ['1997-09-02T09:00:00', '1997-09-02T12:00:00'],
  },
];

/** Rules by the minute, which are beyond the limits. */
export const refused = [
  {
    title: 'Every 15 minutes for 6 occurrences',
    date: '1997-09-02',
    rrule: 'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
  },
  {
    title: 'Every hour and a half for 4 occurrences',
    date: '1997-09-02',
    rrule: 'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
  },
  {
    title: 'Every 20 minutes from 9:00 to 16:40, by the minute',
    date: '1997-09-02',
    rrule: 'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
  },
];
