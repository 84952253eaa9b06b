"""What tells a simulated crop from a real one: plain texture measures, and a linear classifier of them."""

import cv2
import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]
Picture = NDArray[np.uint8]
_BANDS = 6


def spectrum(crop: NDArray[np.floating], axis: int) -> Float:
    """Mean power along an axis by frequency, of grey less its mean; float64 (n // 2,)."""
    values = np.asarray(crop, np.float64)
    values = (values - values.mean()) * np.hanning(values.shape[axis])[(slice(None), None)[:: 1 - 2 * axis]]
    power = np.abs(np.fft.rfft(values, axis=axis)) ** 2
    return power.mean(1 - axis)[1:]


def measures(crop: Picture) -> dict[str, float]:
    """Named measures of a crop, uint8 (128, 128)."""
    grey = crop.astype(np.float32)
    out = {f"grey level {q}%": float(np.percentile(grey, q)) for q in (2, 25, 50, 75, 98)}
    out["share of black"] = float((crop <= 2).mean())
    out["share of white"] = float((crop >= 253).mean())
    out["number of greys"] = float(np.count_nonzero(np.bincount(crop.ravel(), minlength=256)))
    along, upright = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    out["edges along"] = float(np.log1p(np.abs(along).mean()))
    out["edges upright"] = float(np.log1p(np.abs(upright).mean()))
    fine = cv2.Laplacian(grey, cv2.CV_32F)
    out["grain"] = float(np.log1p(np.median(np.abs(fine))))
    out["grain peaks"] = float(np.log1p(np.percentile(np.abs(fine), 98)))
    for name, axis in (("along", 1), ("upright", 0)):
        bands = np.array_split(spectrum(grey, axis), np.geomspace(2, 48, _BANDS - 1).astype(int))
        out |= {f"power {name} {i}": float(np.log(band.mean() + 1e-3)) for i, band in enumerate(bands)}
    columns = np.abs(np.diff(grey, axis=1)).mean(0)
    out["JPEG blocks"] = float(np.log((columns[7::8].mean() + 0.1) / (columns.mean() + 0.1)))
    out["column stripes"] = float(np.log1p(np.diff(grey.mean(0)).std()))
    out["row stripes"] = float(np.log1p(np.diff(grey.mean(1)).std()))
    return out


def auroc(scores: Float, positive: NDArray[np.bool_]) -> float:
    """Area under the receiver's curve by ranks (Mann and Whitney, 1947)."""
    order = np.argsort(np.argsort(scores))
    wins = order[positive].sum() - positive.sum() * (positive.sum() - 1) / 2
    return float(wins / (positive.sum() * (~positive).sum()))


def fitted(x: Float, y: NDArray[np.bool_], ridge: float = 0.02, rounds: int = 30) -> Float:
    """Weights of a ridge logistic regression by Newton's method; the last is the constant."""
    data = np.c_[x, np.ones(len(x))]
    weight = np.zeros(data.shape[1])
    penalty = ridge * len(x) * np.eye(data.shape[1])
    penalty[-1, -1] = 1e-6
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(data @ weight, -30, 30)))
        slope = data.T @ (chance - y) + penalty @ weight
        bend = (data * (chance * (1 - chance))[:, None]).T @ data + penalty
        weight -= np.linalg.solve(bend, slope)
    return weight


def tell_apart(x: Float, y: NDArray[np.bool_], groups: NDArray[np.intp]) -> tuple[float, Float]:
    """Five-fold AUROC of telling, no group in two folds, and the mean weights of the measures."""
    scores, weights = np.zeros(len(x)), np.zeros(x.shape[1])
    folds = np.random.default_rng(0).permutation(groups.max() + 1) % 5
    for fold in range(5):
        test = folds[groups] == fold
        centre, spread = x[~test].mean(0), x[~test].std(0) + 1e-6
        weight = fitted((x[~test] - centre) / spread, y[~test])
        scores[test] = ((x[test] - centre) / spread) @ weight[:-1]
        weights += weight[:-1] / 5
    return auroc(scores, y), weights
