-- Requests of wrk: the target given after "--", with %d replaced by another number each time,
-- from FIRST to LAST. Prints one line of JSON at the end.
local template, first, last, current

function init(arguments)
   template = arguments[1]
   first = tonumber(arguments[2] or "0")
   last = tonumber(arguments[3] or "0")
   current = first
end

function request()
   current = current + 1
   if current > last then current = first end
   local target = string.gsub(template, "%%d", tostring(current))
   return wrk.format("GET", target)
end

function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      'JSON {"requests": %d, "microseconds": %d, "bytes": %d, "failed": %d, "p50_ms": %.3f, "p99_ms": %.3f}\n',
      summary.requests, summary.duration, summary.bytes,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
