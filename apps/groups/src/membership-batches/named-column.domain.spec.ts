import { namedColumn, namedColumns } from './named-column.domain';

describe('the column that names customers', () => {
  it('is found by its header, however it is written', () => {
    expect(namedColumn(['Name', 'E-Mail'])).toEqual({ by: 'email', index: 1 });
    expect(namedColumn(['customer_id'])).toEqual({ by: 'id', index: 0 });
  });

  it('is the most exact of several, unless another is asked for', () => {
    const headers = ['email', 'Customer number'];

    expect(namedColumn(headers)).toEqual({ by: 'number', index: 1 });
    expect(namedColumn(headers, 'email')).toEqual({ by: 'email', index: 0 });
    expect(namedColumn(headers, 'id')).toBeUndefined();
    expect(namedColumns([...headers, 'Name'])).toBe(2);
  });
});
