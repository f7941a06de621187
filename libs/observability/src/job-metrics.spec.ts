import { JobMetrics } from './job-metrics';
import { Metrics } from './metrics';

describe('JobMetrics', () => {
  it('notes runs that come to their end', async () => {
    const metrics = new Metrics();
    const jobs = new JobMetrics(metrics);

    const result = await jobs.observe('tidy', async () => 3);

    expect(result).toBe(3);
    expect(await metrics.scrape()).toMatch(/job_last_success_timestamp_seconds\{job="tidy"\} \d{10}/);
    expect(await metrics.scrape()).toContain('job_duration_seconds_count{job="tidy"} 1');
  });

  it('takes no failure for a success', async () => {
    const metrics = new Metrics();
    const jobs = new JobMetrics(metrics);

    await expect(jobs.observe('tidy', () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(await metrics.scrape()).not.toContain('job="tidy"');
  });
});
