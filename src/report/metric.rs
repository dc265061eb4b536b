//! The project's own table of followers and platform statistics, joined by period.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::MetricInPeriod;
use super::error::ReportError;
use super::frame::Frame;

/// The metrics by platform, indicator and period; rows outside of the periods are left out.
///
/// Several values of one day add up (two accounts of one platform).
pub(super) fn metrics(frame: &Frame) -> Result<Vec<MetricInPeriod>, ReportError> {
    let mut days: BTreeMap<(&str, &str, Date), f64> = BTreeMap::new();
    for (row, metric) in (1..).zip(frame.settings.metrics) {
        let date: Date = metric
            .date
            .trim()
            .parse()
            .map_err(|_| ReportError::MetricDate { row })?;
        if !metric.value.is_finite() {
            return Err(ReportError::MetricValue { row });
        }
        *days
            .entry((&metric.platform, &metric.indicator, date))
            .or_default() += metric.value;
    }
    let mut found: Vec<MetricInPeriod> = Vec::new();
    for ((platform, indicator, date), value) in days {
        let noon = frame.clock.start_of(date).map(|start| start + 43_200);
        let Some(period) = noon.and_then(|noon| frame.calendar.period(noon)) else {
            continue;
        };
        let period = &frame.calendar.names[period];
        let same = |it: &MetricInPeriod| it.platform == platform && it.indicator == indicator;
        match found.last_mut() {
            Some(last) if same(last) && last.period == *period => {
                last.date = date.to_string();
                last.last = value;
                last.sum += value;
            }
            last => {
                let before = last.filter(|last| same(last)).map(|last| last.last);
                found.push(MetricInPeriod {
                    period: period.clone(),
                    platform: platform.to_owned(),
                    indicator: indicator.to_owned(),
                    date: date.to_string(),
                    last: value,
                    sum: value,
                    before,
                });
            }
        }
    }
    Ok(found)
}
