/**
 * Set on every connection. Reads are index walks in the order of the list, whose best plan does not depend on values:
 *
 * - plans are made once per connection, not per call;
 * - a page found by index costs little more than the next one, as on any solid-state disk: at PostgreSQL's default,
 *   four times as much, it reads all contributors to find an article's two;
 * - no bitmaps: they lose the order, so that a story with 10,000 incoming edges has all of them read for the latest 20.
 */
export const SESSION = `set timezone = 'UTC';
  set plan_cache_mode = force_generic_plan;
  set random_page_cost = 1.1;
  set enable_bitmapscan = off;
  set jit = off`;
