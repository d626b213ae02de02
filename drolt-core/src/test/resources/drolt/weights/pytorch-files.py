"""Writes pytorch-zip.pth and pytorch-stream.pth with Python's own pickle and zipfile, as torch.save lays them out.

Both hold conv1.weight [2, 3, 1, 1], bn1.bias [2] wrapped as a parameter, fc.weight [2, 2] that begins at the second
number of its storage, bn1.num_batches_tracked (int64 scalar 7), and a number that is no tensor. Values count up by 0.5.
"""
import collections, io, pickle, struct, sys, types, zipfile

def module(name, **members):
    made = types.ModuleType(name)
    for key, value in members.items():
        value.__module__, value.__qualname__ = name, key
        setattr(made, key, value)
    sys.modules[name] = made

class FloatStorage: pass
class LongStorage: pass
def _rebuild_tensor_v2(*arguments): raise AssertionError
def _rebuild_parameter(*arguments): raise AssertionError

module("torch", FloatStorage=FloatStorage, LongStorage=LongStorage)
module("torch._utils", _rebuild_tensor_v2=_rebuild_tensor_v2, _rebuild_parameter=_rebuild_parameter)

class Storage:
    def __init__(self, type, key, values):
        self.type, self.key, self.values = type, key, values
    def raw(self):
        return struct.pack("<%d%s" % (len(self.values), "f" if self.type is FloatStorage else "q"), *self.values)

class Tensor:
    def __init__(self, storage, offset, size, stride):
        self.parts = storage, offset, size, stride
    def __reduce__(self):
        return _rebuild_tensor_v2, self.parts + (False, collections.OrderedDict())

class Parameter:
    def __init__(self, tensor):
        self.tensor = tensor
    def __reduce__(self):
        return _rebuild_parameter, (self.tensor, True, collections.OrderedDict())

storages = [
    Storage(FloatStorage, "0", [0.5 * i for i in range(6)]),
    Storage(FloatStorage, "1", [3.5, 4.0]),
    Storage(FloatStorage, "2", [-1.0, 4.5, 5.0, 5.5, 6.0]),
    Storage(LongStorage, "3", [7]),
]
table = collections.OrderedDict()
table["conv1.weight"] = Tensor(storages[0], 0, (2, 3, 1, 1), (3, 1, 1, 1))
table["bn1.bias"] = Parameter(Tensor(storages[1], 0, (2,), (1,)))
table["fc.weight"] = Tensor(storages[2], 1, (2, 2), (2, 1))
table["bn1.num_batches_tracked"] = Tensor(storages[3], 0, (), ())
table["epoch"] = 12345678901
table._metadata = collections.OrderedDict([("", {"version": 1})])

def dump(value, legacy):
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 2)
    view = (None,) if legacy else ()
    pickler.persistent_id = lambda x: (
        ("storage", x.type, x.key, "cpu", len(x.values)) + view if isinstance(x, Storage) else None)
    pickler.dump(value)
    return out.getvalue()

with zipfile.ZipFile("pytorch-zip.pth", "w") as file:
    def add(name, data):
        file.writestr(zipfile.ZipInfo("archive/" + name), data)
    add("data.pkl", dump(table, False))
    add("byteorder", b"little")
    for storage in storages:
        add("data/" + storage.key, storage.raw())
    add("version", b"3\n")

with open("pytorch-stream.pth", "wb") as file:
    sizes = {"short": 2, "int": 4, "long": 4}
    for value in (0x1950A86A20F9469CFC6C, 1001,
                  {"protocol_version": 1001, "little_endian": True, "type_sizes": sizes}, table, ["0", "1", "2", "3"]):
        file.write(dump(value, True))
    for storage in storages:
        file.write(struct.pack("<q", len(storage.values)) + storage.raw())
