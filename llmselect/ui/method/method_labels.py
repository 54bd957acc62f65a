"""What the method page calls chips, kinds of model, fits and factors."""

from llmselect.machine.machine import ChipClass
from llmselect.text import Text, Voice

PHASES = {
    "decode": Text("Generation (decode)", "Génération (decode)"),
    "prefill": Text("Prompt (prefill)", "Prompt (prefill)"),
}
RANGES = {
    "dense": Text("dense models on graphics", "modèles denses sur carte graphique ou puce Apple"),
    "uneven": Text("mixtures, hybrids and small models there", "mélanges, hybrides et petits modèles, mêmes puces"),
    "integrated": Text("small integrated graphics", "petites puces graphiques intégrées"),
    "processor": Text("processors", "processeurs"),
}
FAMILIES = {
    "nv_pascal": Text("NVIDIA Maxwell, Pascal (GTX 10, P40)", "NVIDIA Maxwell, Pascal (GTX 10, P40)"),
    "nv_volta": Text("NVIDIA Volta (V100)", "NVIDIA Volta (V100)"),
    "nv_turing": Text("NVIDIA Turing (RTX 20, T4)", "NVIDIA Turing (RTX 20, T4)"),
    "nv_ampere": Text("NVIDIA Ampere (RTX 30)", "NVIDIA Ampere (RTX 30)"),
    "nv_ada": Text("NVIDIA Ada (RTX 40)", "NVIDIA Ada (RTX 40)"),
    "nv_blackwell": Text("NVIDIA Blackwell (RTX 50)", "NVIDIA Blackwell (RTX 50)"),
    "nv_hbm": Text("NVIDIA A100, A30", "NVIDIA A100, A30"),
    "nv_hopper": Text("NVIDIA H100 to B300", "NVIDIA H100 à B300"),
    "nv_soc": Text("NVIDIA Jetson, DGX Spark", "NVIDIA Jetson, DGX Spark"),
    "gcn": Text("AMD GCN (RX 580, MI50)", "AMD GCN (RX 580, MI50)"),
    "rdna2": Text("AMD RDNA 2 (RX 6000)", "AMD RDNA 2 (RX 6000)"),
    "rdna3": Text("AMD RDNA 3 (RX 7000)", "AMD RDNA 3 (RX 7000)"),
    "rdna4": Text("AMD RDNA 4 (RX 9000)", "AMD RDNA 4 (RX 9000)"),
    "cdna": Text("AMD Instinct (MI100 to MI355X)", "AMD Instinct (MI100 à MI355X)"),
    "alchemist": Text("Intel Arc A", "Intel Arc A"),
    "battlemage": Text("Intel Arc B", "Intel Arc B"),
    "ap_m1": Text("Apple M1", "Apple M1"),
    "ap_m2": Text("Apple M2", "Apple M2"),
    "ap_m3": Text("Apple M3", "Apple M3"),
    "ap_m4": Text("Apple M4", "Apple M4"),
    "ap_m5": Text("Apple M5", "Apple M5"),
    "ap_m6": Text("Apple M6", "Apple M6"),
    "apu_halo": Text("AMD Ryzen AI Max", "AMD Ryzen AI Max"),
    "apu_small": Text("small integrated graphics", "petites puces graphiques intégrées"),
    "cpu_desktop": Text("desktop and laptop processors", "processeurs de bureau et de portable"),
    "cpu_server": Text("server processors", "processeurs de serveur"),
    "cpu_arm": Text("ARM boards (Raspberry Pi)", "cartes ARM (Raspberry Pi)"),
}
STORAGES = {
    "f16": Text("16 bits", "16 bits"),
    "bf16": Text("BF16", "BF16"),
    "q8": Text("8 bits", "8 bits"),
    "plain": Text("Q4_0 to Q5_1, AWQ, MXFP4", "Q4_0 à Q5_1, AWQ, MXFP4"),
    "k": Text("K-quants", "K-quants"),
    "klow": Text("Q2_K, Q3_K", "Q2_K, Q3_K"),
    "iq": Text("IQ", "IQ"),
    "mlx": Text("MLX", "MLX"),
}
FACTORS = {
    "read": Text("time to read memory, over bandwidth alone", "temps de lecture mémoire, rapporté à la bande passante"),
    "read_family": Text("… of the chip family", "… de la famille de puces"),
    "read_engine": Text("… of the engine", "… du moteur"),
    "read_ultra": Text("… of two dies in one package", "… de deux puces dans un boîtier"),
    "read_stacked": Text("… of stacked memory (HBM)", "… de la mémoire empilée (HBM)"),
    "read_storage": Text("… of the weight format", "… du format des poids"),
    "read_mixture": Text("… of a mixture's experts", "… des experts d’un mélange"),
    "read_bf16_vulkan": Text("… of BF16 through Vulkan", "… de BF16 par Vulkan"),
    "kv": Text("reading the cache, over reading weights", "lecture du cache, rapportée à celle des poids"),
    "kv_engine": Text("… of the engine", "… du moteur"),
    "unpack": Text("computation per token, over the published peak", "calculs d’un jeton, rapportés au maximum publié"),
    "unpack_storage": Text("… of the weight format", "… du format des poids"),
    "layer": Text("cost of a layer, µs", "coût d’une couche, µs"),
    "layer_family": Text("… of the chip family", "… de la famille de puces"),
    "layer_generation": Text("… of each Apple generation after M3", "… de chaque génération Apple après M3"),
    "layer_engine": Text("… of the engine", "… du moteur"),
    "mixture_layer": Text("extra cost of a mixture’s layer", "surcoût d’une couche de mélange"),
    "mixture_engine": Text("… of the engine", "… du moteur"),
    "hybrid_layer": Text("extra cost of a hybrid’s layer", "surcoût d’une couche d’hybride"),
    "gemma_layer": Text("extra cost of a Gemma layer", "surcoût d’une couche de Gemma"),
    "hop": Text("from one device to the next, µs", "passage d’un appareil au suivant, µs"),
    "compute": Text("computing time, over the published peak", "temps de calcul, rapporté au maximum publié"),
    "compute_family": Text("… of the chip family", "… de la famille de puces"),
    "compute_engine": Text("… of the engine", "… du moteur"),
    "compute_power": Text("… by watts per teraflop (exponent)", "… selon les watts par téraflop (exposant)"),
    "compute_unfilled": Text("… of chips too large for a batch (exponent)", "… de puces trop grandes (exposant)"),
    "native": Text(
        "… of numbers of 8 and 4 bits multiplied as such", "… des nombres de 8 et 4 bits multipliés tels quels"
    ),
    "native_mixture": Text("… of a mixture there", "… d’un mélange, alors"),
    "compute_devices": Text("… by the number of devices (exponent)", "… selon le nombre d’appareils (exposant)"),
    "compute_storage": Text("… of the weight format", "… du format des poids"),
    "compute_storage_family": Text(
        "… of the weight format in a chip family", "… du format des poids dans une famille de puces"
    ),
    "compute_bf16_old": Text("… of BF16 on chips without it", "… de BF16 sur des puces sans BF16"),
    "compute_bf16_vulkan": Text("… of BF16 through Vulkan", "… de BF16 par Vulkan"),
    "compute_codebook_ik": Text("… of IQ and low K-quants in ik", "… des IQ et K-quants fins dans ik"),
    "compute_width": Text("… by the model's width (exponent)", "… selon la largeur du modèle (exposant)"),
    "compute_mixture": Text("… of a mixture", "… d’un mélange"),
    "compute_hybrid": Text("… of a hybrid", "… d’un hybride"),
    "compute_gemma": Text("… of a Gemma", "… d’un Gemma"),
    "attention": Text(
        "attention to the context, over the published peak", "attention au contexte, rapportée au maximum"
    ),
    "attention_engine": Text("… of the engine", "… du moteur"),
    "cache_read": Text("reading the cache once for 32 tokens", "lecture du cache une fois pour 32 jetons"),
    "batch_read": Text("reading the weights once a batch", "lecture des poids une fois par lot"),
    "batch_layer": Text("cost of a layer for each batch, µs", "coût d’une couche par lot, µs"),
}


def family(name: str, say: Voice) -> str:
    return say(FAMILIES[name]) if name in FAMILIES else name


def label(name: str, say: Voice) -> str:
    """What a factor belongs to: `q8:nv_ada` is 8 bits on NVIDIA Ada."""
    labels = {**FAMILIES, **STORAGES, **{str(each): each.label for each in ChipClass}}
    return " · ".join(say(labels[part]) if part in labels else part for part in name.split(":"))
