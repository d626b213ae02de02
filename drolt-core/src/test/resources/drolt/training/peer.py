"""Full-batch training of a CIFAR ResNet in PyTorch, written from the paper's equations: the peer of PyTorchPeerTest.

Usage: peer.py FOLDER. Reads case.json, images.f32 [N, H, W, 3] and weights.safetensors, prints a loss a step; then reads
trained.safetensors, where it is there, and prints the logits that it gives in evaluation.
"""
import json
import os
import struct
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)
folder = sys.argv[1]


def tensors(name):
    with open(os.path.join(folder, name), "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    types = {"F32": np.float32, "I64": np.int64}
    found = {}
    for key, entry in header.items():
        if key != "__metadata__":
            begin, end = entry["data_offsets"]
            values = np.frombuffer(data[begin:end], dtype=types[entry["dtype"]]).reshape(entry["shape"])
            found[key] = torch.from_numpy(values.copy())
    return found


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.stride = 1 if inputs == outputs else 2
        self.added = outputs - inputs
        self.conv1 = nn.Conv2d(inputs, outputs, 3, self.stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)

    def forward(self, x):
        carried = x
        if self.stride == 2:
            half = self.added // 2
            carried = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, half, self.added - half))
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))) + carried)


class Network(nn.Module):
    def __init__(self, depth, width, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        blocks = (depth - 2) // 6
        inputs = width
        for stage in range(3):
            outputs = width << stage
            layer = nn.Sequential(*[Block(inputs if i == 0 else outputs, outputs) for i in range(blocks)])
            setattr(self, "layer%d" % (stage + 1), layer)
            inputs = outputs
        self.linear = nn.Linear(inputs, classes)

    def features(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        return self.layer3(self.layer2(self.layer1(x))).mean((2, 3))


def load(network, name):
    missing, unexpected = network.load_state_dict(tensors(name), strict=False)
    unexplained = [key for key in missing if not key.endswith("num_batches_tracked")]
    assert not unexplained and not unexpected, (unexplained, unexpected)


def robust(features, labels, centroids, radii, margin):
    """Eq. 18 over the batch, w(c) = 1 / |S_c|, divided by the sum of the weights: a mean over classes."""
    terms = []
    for label in labels.unique():
        own = labels == label
        distance = ((features - centroids[label]) ** 2).sum(1).sqrt()
        exponent = -(distance + margin * radii[label] * own)
        terms.append((torch.logsumexp(exponent, 0) - exponent[own]).mean())
    return torch.stack(terms).mean()


with open(os.path.join(folder, "case.json")) as file:
    case = json.load(file)
labels = torch.tensor(case["labels"])
classes = int(labels.max()) + 1
images = torch.from_numpy(np.fromfile(os.path.join(folder, "images.f32"), dtype=np.float32))
images = images.reshape(len(labels), case["side"], case["side"], 3).permute(0, 3, 1, 2).contiguous()
network = Network(case["depth"], case["width"], classes)
load(network, "weights.safetensors")
counts = torch.bincount(labels).float()

form = case["loss"]
initial = 1.0
rho = torch.full((classes,), initial if form == "released" else float(np.log(np.expm1(initial))), requires_grad=True)
groups = [{"params": list(network.parameters())}]
if form != "cross-entropy":
    groups.append({"params": [rho], "weight_decay": 0.0})
optimizer = torch.optim.SGD(groups, lr=case["learningRate"], momentum=0.9, weight_decay=case["weightDecay"])

for step in range(case["steps"]):
    network.eval()
    with torch.no_grad():
        clean = network.features(images)
        centroids = torch.stack([clean[labels == label].mean(0) for label in range(classes)])
    network.train()
    features = network.features(images)
    logits = network.linear(features)
    if form == "paper":
        loss = 0.5 * F.cross_entropy(logits, labels) + 0.5 * robust(features, labels, centroids, F.softplus(rho), 2)
    elif form == "released":
        loss = F.cross_entropy(logits, labels, counts / counts.max()) + robust(features, labels, centroids, rho, 1)
    else:
        loss = F.cross_entropy(logits, labels)
    print("loss", float(loss))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

if os.path.exists(os.path.join(folder, "trained.safetensors")):
    load(network, "trained.safetensors")
    network.eval()
    with torch.no_grad():
        for row in network.linear(network.features(images)).tolist():
            print("logits", *row)
