package main

import (
	"cmp"
	"slices"
)

// quantile is the smallest of values that at least the share q of them, from 0
// to 1, do not exceed (the nearest-rank quantile); the zero value of none.
func quantile[T cmp.Ordered](values []T, q float64) T {
	if len(values) == 0 {
		var zero T
		return zero
	}
	sorted := slices.Sorted(slices.Values(values))
	rank := int(q * float64(len(sorted)))
	if float64(rank) < q*float64(len(sorted)) {
		rank++ // rounded up
	}
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// median is the quantile of one half.
func median[T cmp.Ordered](values []T) T { return quantile(values, 0.5) }
