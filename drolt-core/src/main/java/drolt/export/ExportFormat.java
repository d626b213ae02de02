package drolt.export;

/** A format that other programs load. */
public enum ExportFormat {
    /** ONNX, opset 17: the network with its normalisation, for ONNX Runtime and many others. */
    ONNX("onnx"),
    /** TorchScript: the same for PyTorch, libtorch and DJL. */
    TORCHSCRIPT("pt"),
    /** The weights alone, with the card in the file's metadata; the program that loads them knows the network. */
    SAFETENSORS("safetensors");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** The file name's extension, without the dot. */
    public String extension() {
        return extension;
    }
}
